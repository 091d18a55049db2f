"""The decision map: cost and recommendation against volume, one picture with the case in it.

`axis` and `sampling` say where to look, `places` where it stands in the picture, `words` what is
said beside it; `drawing` makes the page's and the exported picture of it.
"""
