// On a page that has moved: go on at once, with the anchor, and leave no entry to come back to.

const { content } = document.querySelector('meta[name="btt-moved"]')
location.replace(new URL(content + location.hash, location.href))
