"""What leaves the cloud that a product runs in: images and sound."""

from calculator.costs.case import Case
from calculator.costs.hard_share import is_hosted
from calculator.costs.line import Line
from calculator.costs.quantity import Amount, occurs
from calculator.needs.need import Assumed
from calculator.units import MB_PER_GB

HYBRID_SHARE = Assumed("hybrid-hosted-share", "share")
_EGRESS = Assumed("egress-price", "USD per GB")
_IMAGE_SIZE = Assumed("image-megabytes", "MB per image")
_SOUND_SIZE = Assumed("sound-megabytes", "MB per minute")


def egress_lines(case: Case, approach: str) -> tuple[Line, ...]:
    """What goes to a provider, and what is made for users; no line where nothing does.

    Text is not counted: a million prompts of a page are five gigabytes.
    """
    work, share = case.workload, _sent_share(case, approach)
    # By what is there, not by its share, which may vanish at some draws and not at others.
    sent, heard = (
        occurs(share) and occurs(work.images),
        occurs(share) and occurs(work.audio_minutes),
    )
    if not (sent or heard or occurs(work.images_made)):
        return ()
    megabytes: Amount = 0.0
    if sent or occurs(work.images_made):
        images = work.images_made + work.images * share if sent else work.images_made
        megabytes = images * case.assumed(_IMAGE_SIZE)
    if heard:
        megabytes = megabytes + work.audio_minutes * share * case.assumed(_SOUND_SIZE)
    usd = megabytes * case.assumed(_EGRESS) / MB_PER_GB
    label = "Images and sound that leave your cloud"
    line = Line(id="egress", group="operations", label=label, monthly=case.per_request(usd))
    return (line,)


def _sent_share(case: Case, approach: str) -> Amount:
    """Share of the requests whose images and sound go to a provider."""
    if approach in ("api", "api_rag"):
        return 1.0
    goes = approach == "hybrid" and is_hosted(case)
    return case.assumed(HYBRID_SHARE) if goes else 0.0
