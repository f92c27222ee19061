"""A headless Chromium for the tests: what it shows of a page, what axe-core finds on it, what it asks for."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NODE_MODULES = Path(os.environ.get("NIANBAO_NODE_MODULES", Path(__file__).resolve().parent.parent / "node_modules"))
AXE = NODE_MODULES / "axe-core" / "axe.min.js"
PURIFY = NODE_MODULES / "dompurify" / "dist" / "purify.min.js"
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_OF_CHROMIUM = re.compile(r"https?://[^/]*\.(?:google|googleapis|gvt1)\.com/")  # what the browser asks for itself
_ASK = """
const tell = (found) => { document.documentElement.innerHTML = ''; const out = document.createElement('pre');
  out.id = 'told'; out.textContent = JSON.stringify(found); document.body.append(out); };
"""
_AXE = """axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}).then((found) => tell(
  found.violations.map((one) => [one.id, one.help, one.nodes.slice(0, 3).map((node) => node.html)])));"""
_CUT = """
document.querySelectorAll('details').forEach((one) => { one.open = true; });
const cut = [...document.querySelectorAll('main *')].filter((one) => {
  if (one.closest('.wide') && !one.matches('.wide') || one.closest('caption')) return false;
  const edge = one.getBoundingClientRect();
  return edge.right > document.documentElement.clientWidth + 1 || edge.left < -1;
}).map((one) => one.outerHTML.slice(0, 120)).concat(innerWidth > WIDTH ? ['window ' + innerWidth] : []);
const said = [...document.querySelectorAll('main text, main p, main h1, main h2, main h3, main li, main th, main td, main .note, main button, main label')]
  .filter((one) => one.getClientRects().length && one.textContent.trim() && !one.closest('caption'));
const edges = said.map((one) => one.getBoundingClientRect()), met = [];
said.forEach((one, at) => said.slice(at + 1).forEach((other, more) => {
  const a = edges[at], b = edges[at + 1 + more];
  if (one.contains(other) || Math.min(a.right, b.right) - Math.max(a.left, b.left) < 2) return;
  if (Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.3 * Math.min(a.height, b.height)) met.push(one.textContent.slice(0, 30) + ' | ' + other.textContent.slice(0, 30));
}));
tell(cut.concat(met.slice(0, 20)));"""
_KEYS = """
const notes = [...document.querySelectorAll('div.note')], tabbed = (one) => one.tabIndex >= 0 && one.getClientRects().length;
const linked = new Set([...document.querySelectorAll('a')].filter(tabbed).map((one) => one.hash.slice(1)));
const gone = new Set(notes.filter((one) => !linked.has(one.id)).map((one) => one.id));
const went = new Set();
for (const _ of notes) {
  document.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true}));
  if (document.activeElement.matches('div.note')) went.add(document.activeElement.id);
}
notes.filter((one) => !went.has(one.id)).forEach((one) => gone.add(one.id));
for (const one of document.querySelectorAll('details')) if (!tabbed(one.querySelector('summary')) || !linked.has(one.id)) gone.add(one.id);
const order = [...document.querySelectorAll('a, button, input, select, summary, [tabindex]')].filter((one) => one.tabIndex > 0);
tell([...gone, ...order.map((one) => one.outerHTML)]);"""


def run(page: Path, *options: str) -> str:
    """The page after its scripts, as Chromium would save it."""
    assert CHROMIUM
    common = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000", *options]
    done = subprocess.run(
        [CHROMIUM, *common, "--dump-dom", page.as_uri()], capture_output=True, timeout=120, check=True
    )
    return done.stdout.decode("utf-8", "replace")


def _told(page: bytes, folder: Path, script: str, width: int) -> Any:
    """What a script finds on a page that stands in a frame of this width; its policy is left out, which would forbid the script."""
    text = _POLICY.sub("", page.decode()).replace("</body>", f"<script>{_ASK}{script}</script></body>")
    (folder / "page.html").write_text(text, encoding="utf-8")
    (folder / "frame.html").write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><iframe src="page.html" style="width:{width}px;height:900px;border:0"></iframe>'
        "<script>addEventListener('load', () => setTimeout(() => { const told = frames[0].document.getElementById('told');"
        " document.body.innerHTML = '<pre id=told></pre>'; document.getElementById('told').textContent = told.textContent; }, 8000))"
        "</script>",
        encoding="utf-8",
    )
    shown = run(folder / "frame.html", "--allow-file-access-from-files", "--window-size=1400,1000")
    found = re.search(r'<pre id="told">(.*?)</pre>', shown, re.DOTALL)
    assert found, shown[:500]
    return json.loads(unescape(found[1]))


def violations(page: bytes, folder: Path, width: int = 1280) -> Any:
    """What axe-core finds against WCAG 2.1 A and AA: name, help, places."""
    return _told(page, folder, AXE.read_text(encoding="utf-8") + _AXE, width)


def cut_or_covered(page: bytes, folder: Path, width: int) -> Any:
    """What goes beyond the edge of a window of this width, outside of parts that can be moved sideways, and words that stand on others."""
    return _told(page, folder, _CUT.replace("WIDTH", str(width)), width)


def unreached(page: bytes, folder: Path) -> Any:
    """The findings of a proof or a review that no key reaches: neither by Tab and Enter, nor, where it goes on by j, by that."""
    return _told(page, folder, _KEYS, 1280)


def purified(page: bytes, folder: Path) -> str:
    """The report of a page as DOMPurify leaves it, which editors of sites clean what is pasted with."""
    cleaning = "tell(DOMPurify.sanitize(document.querySelector('main').innerHTML));"
    program = base64.b64encode(PURIFY.read_bytes()).decode()  # its own words about tags would end the script
    return str(_told(page, folder, f"(0, eval)(atob('{program}'));{cleaning}", 1280))


def requests(page: bytes, folder: Path) -> list[str]:
    """The addresses that Chromium asks for when the page is opened, beside the page itself."""
    path, log = folder / "asked.html", folder / "net.json"
    path.write_bytes(page)
    run(path, f"--log-net-log={log}", f"--user-data-dir={folder / 'profile'}", "--disable-background-networking")
    asked = re.findall(r'"url":"([^"]*)"', log.read_text(encoding="utf-8", errors="replace"))
    own = ("file:", "chrome:", "data:", "about:", "devtools:")
    return [one for one in asked if not one.startswith(own) and not _OF_CHROMIUM.match(one)]
