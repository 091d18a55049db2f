"""Hostile input: what somebody could put into an address, a file or a message."""

from itertools import chain
from urllib.parse import quote

from calculator.address import LONGEST

# What each does if it ever runs: tests look for the mark.
RUNS = "window.hostile=1"
MARKUP = (
    f"<script>{RUNS}</script>",
    f"<img src=x onerror={RUNS}>",
    f'"><svg onload={RUNS}>',
    f"'><svg/onload={RUNS}>",
    f"</title><script>{RUNS}</script>",
    f"</textarea><script>{RUNS}</script>",
    f"</template><script>{RUNS}</script>",
    f'" autofocus onfocus="{RUNS}',
    f"' onmouseover='{RUNS}",
    f"javascript:{RUNS}",
    f"<a href=javascript:{RUNS}>x</a>",
    f'<iframe srcdoc="<script>parent.{RUNS}</script>">',
    f"<math><mi//xlink:href=data:x,<script>{RUNS}</script>",
    f"<style>@import'data:,*{{background:url(javascript:{RUNS})}}';</style>",
    f"<details open ontoggle={RUNS}>",
    f"<noscript><p title='</noscript><img src=x onerror={RUNS}>'>",
    f"<!--><img src=x onerror={RUNS}>-->",
    f"<![CDATA[><img src=x onerror={RUNS}>]]>",
    "<form action=//example.org><button>",
    "<base href=//example.org/>",
    "<meta http-equiv=refresh content=0;url=//example.org>",
    "<link rel=stylesheet href=//example.org/a.css>",
    '<div style="position:fixed;inset:0">',
)
TEMPLATES = (
    "{{7*7}}", "{% for x in ().__class__.__base__.__subclasses__() %}{% endfor %}",
    "{{ self.__init__.__globals__ }}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "%s%s%s%n",
    "{0.__class__}", "{__class__}", "=1+1", "=HYPERLINK(\"//example.org\")", "@SUM(1)",
    "'; DROP TABLE inputs; --", "__import__('os').system('id')", "../../../etc/passwd", "file:///etc/passwd",
    "$(id)", "`id`",
)  # fmt: skip
NUMBERS = (
    "NaN", "nan", "-nan", "inf", "Infinity", "-Infinity", "1e308", "1e309", "-1e308", "1e-308",
    "5e-324", "-0", "-0.0", "0", "-1", "1e400", "9" * 400, "1_000_000", "1,000,000", "0x10", "0b11",
    "1e", "e5", ".", "-", "+5", "٣", "१२३", "５", "½", "1 000", "1\u00a0000", "1;2", "1/0", "00012",
    "2147483648", "9223372036854775808", "18446744073709551616", "1e15", "1e16", "0.1e1",
)  # fmt: skip
UNICODE = (
    "\u202etxt.exe", "\u200b", "\ufeff5", "\u0000", "a\u0000b", "\ud7ff", "\uffff", "\U0010ffff",
    "e\u0301" * 50, "\u0300" * 500, "İ", "ß", "ﬀ", "Ａ", "trᴜe", "ｕｎｋｎｏｗｎ", "unknown\u2028",
    "tru\u0435",
    "👩‍👩‍👧‍👦" * 20, "\r\nSet-Cookie: a=b", "\t", " ", "\u3164", "﷽" * 30, "\u2066unknown\u2069",
)  # fmt: skip
OBJECTS = (
    "__proto__", "constructor", "prototype", "__proto__.polluted", "toString", "hasOwnProperty",
    "[object Object]", "null", "undefined", "None", "[]", "{}", '{"a":1}', "[1,2]", "true", "false",
    "True", "YES", "on", "__class__", "values", "inputs", "self",
)  # fmt: skip
# As they stand in an address, with nothing quoted for them.
RAW = (
    "%", "%%", "%zz", "%e4", "%c0%af", "%ed%a0%80", "%f0%28%8c%28", "%00", "%u0041", "&&&&", "===",
    "=", "&=&", "a=b=c=d", "?a=b", "##", "#modality=image", "modality", "modality=", "=image",
    "modality[]=image", "modality=image;text", "modality=image&modality=text", "MODALITY=image",
    "modality=image" + "&modality=text" * 500, "__proto__[polluted]=1", "__proto__=1",
    "constructor=1&prototype=2&__proto__=3", "v=__proto__", "v=1999-01-01.00000000", "v=", "v=v",
    "input=__proto__", "input=<b>", "input=modality&input=latency_ms", "a.=1~2~3", "a.=",
    "a.__proto__=1~2~3", "a.no-such-thing=1~2~3", "a.ml-engineer-day=3~2~1", "a.ml-engineer-day=",
    "a.ml-engineer-day=1~2", "a.ml-engineer-day=1~2~3~4", "a.ml-engineer-day=NaN~NaN~NaN",
    "a.ml-engineer-day=1e308~1e308~1e308", "a.ml-engineer-day=-1~-1~-1", "a.ml-engineer-day=0~0~0",
    "a.ml-engineer-day=1e-320~1~1e308", "o.=1~2~3~4", "o.1=", "o.1=~~~", "o.1=1e308~monthly~api~x",
    "o.1=-5~once~api~x", "o.1=nan~once~api~x", "o.1=5~never~api~x", "o.1=5~once~nobody~x",
    "o.1=5~once~api~<b>x</b>", "o.1=5~once~api~" + "x" * 5000, "o.999999999999=5~once~api~x",
    "o.-1=5~once~api~x", "o.x=5~once~api~x", "o.1.1=5~once~api~x", "example=__proto__", "example=",
    "example=no-such-thing", "example=<b>",
    "&".join(f"k{i}={i}" for i in range(1500)), "&".join(f"o.{i}=5~once~api~x" for i in range(500)),
    "&".join(f"a.no-{i}=1~2~3" for i in range(500)),
    "requests_per_month=1000000000000&horizon_months=120&output_tokens_per_request=1000000",
    "requests_per_month=0&input_tokens_per_request=0&output_tokens_per_request=0",
    "volume_growth_per_year=1e9&horizon_months=120", "cached_input_share=2", "batch_share=-1",
    "horizon_months=0", "horizon_months=1e6", "model_size_b=0", "model_size_b=1e-9",
    "x" * LONGEST, "modality=" + "x" * (LONGEST - 20), "y" * (5 * LONGEST), "%41" * 6000,
    "=" * 5000, "&" * 19000, "a=" * 5000,
)  # fmt: skip
# Where a payload is put: a field of choices, of numbers, a key, a price, a line, and so on.
PLACES = (
    "modality={}", "requests_per_month={}", "latency_ms={}", "{}=1", "a.ml-engineer-day={}~2~3",
    "a.{}=1~2~3", "o.1=5~once~api~{}", "o.1={}~once~api~x", "v={}", "input={}", "example={}",
)  # fmt: skip
PAYLOADS = tuple(chain(MARKUP, TEMPLATES, NUMBERS, UNICODE, OBJECTS))


def quoted(payload: str) -> str:
    """A payload as an address holds it."""
    return quote(payload, safe="", errors="replace")


def addresses() -> list[str]:
    """The corpus: every payload in two of the places, every place with some of each kind."""
    found = list(RAW)
    for i, payload in enumerate(PAYLOADS):
        found.append(PLACES[i % len(PLACES)].format(quoted(payload)))
        found.append(PLACES[(i * 3 + 1) % len(PLACES)].format(quoted(payload)))
    return list(dict.fromkeys(found))
