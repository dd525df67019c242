"""The lab as people use it: in Chromium, without a window.

    test_lab.py [--short] [--edits N] [--program FILE]

Errors of the console and violations that axe-core finds are failures. Pictures are left in .build/lab.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import hostile
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
PICTURES = ROOT / ".build" / "lab"
CALL = "zero@embedder.block2.res1.resadd_out[13]"
SCALE = "scale(by: 0.5)@embedder.block2.res1.resadd_out[14]"

class Lab:
    """A running `hookctl lab`."""

    def __init__(self, program, *arguments):
        self.process = subprocess.Popen(
            [program, "lab", *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.address = self.process.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/#token=[0-9a-f]{32}", self.address), self.address

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=20)


class Tests:
    def __init__(self, options):
        self.options = options
        self.passed = self.failed = 0

    def expect(self, name, is_well, more=""):
        if is_well:
            self.passed += 1
        else:
            self.failed += 1
        print(f"{'ok    ' if is_well else 'FAILED'} {name}{f': {more}' if more and not is_well else ''}", flush=True)

    # ---- the page ----

    def open(self, browser, address, size=(1280, 800), **more):
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **more)
        context.add_init_script("try { localStorage.setItem('hookkit-toured', 'yes') } catch {}")
        context.grant_permissions(["clipboard-read", "clipboard-write"]) if address.startswith("http") else None
        page = context.new_page()
        page.problems = []
        page.on("console", lambda message: page.problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on("request", lambda request: page.problems.append(f"asks for {request.url}") if self.is_foreign(request.url, address) else None)
        page.goto(address)
        if "#token=" in address: page.wait_for_url(lambda url: "#token=" not in url)
        self.settle(page)
        return page

    @staticmethod
    def is_foreign(url, address):
        own = address.split("#")[0].rsplit("/", 1)[0]
        return not url.startswith((own, "data:", "blob:", own.replace("http:", "ws:")))

    @staticmethod
    def wait(page, condition, seconds=300):
        """Waits until an expression is true. (Playwright's own waiting needs `eval`, which the page forbids.)"""
        end = time.monotonic() + seconds
        while not page.evaluate(f"Boolean({condition})"):
            if time.monotonic() > end:
                raise TimeoutError(f"{condition}; console: {getattr(page, 'problems', [])}")
            page.wait_for_timeout(20)

    def settle(self, page):
        page.wait_for_timeout(40)
        self.wait(page, "window.lab?.isIdle()")
        page.wait_for_timeout(40)

    def picture(self, page, name):
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(PICTURES / f"{name}.png"), full_page=True)

    def accessible(self, page, name):
        result = Axe().run(page)
        found = [f"{item['id']}: {item['nodes'][0]['html'][:120]}" for item in result.response["violations"]]
        self.expect(f"{name}: axe-core finds nothing", not found, "; ".join(found))
        self.expect(f"{name}: no errors of the console", not page.problems, "; ".join(page.problems))

    @staticmethod
    def square(page, row, column, board="board-original"):
        """Where a square is in the window."""
        page.locator(f"#{board}").scroll_into_view_if_needed()
        box = page.locator(f"#{board}").bounding_box()
        size = page.evaluate("window.lab.size")
        unit = box["width"] / (size + 2)
        return box["x"] + (column + 1.5) * unit, box["y"] + (size - row + 0.5) * unit

    def drag(self, page, start, *places):
        page.mouse.move(*self.square(page, *start))
        page.mouse.down()
        for place in places:
            page.mouse.move(*self.square(page, *place), steps=4)
        page.mouse.up()
        self.settle(page)

    # ---- what a person does ----

    def person(self, browser, program):
        with Lab(program, "--level", "8", "--patch", CALL) as lab:
            page = self.open(browser, lab.address)
            self.expect("the field is there", page.inner_text("#command-short").startswith("hookctl compare --level 8 --patch"))
            self.expect("a receipt says what the edit did", "changed" in page.inner_text(".receipt"))
            self.picture(page, "start")
            self.accessible(page, "start")
            self.same_numbers(page, program, "as it opens")
            self.same_bytes(page, program)
            self.paint(page)
            self.same_numbers(page, program, "of a painted maze")
            self.plan(page)
            self.same_numbers(page, program, "with two edits and a slider")
            self.inside(page)
            self.playing(page)
            self.controls(page)
            self.link(browser, page)
            self.export(browser, page)
            self.keys(page)
            self.sizes(browser, lab.address)
            page.context.close()
        self.parts(browser, program)
        self.group(browser, program)

    def group(self, browser, program):
        both = f"group({CALL}, scale(by: 2)@embedder.block2.res1.resadd_out[14], named: both)"
        with Lab(program, "--level", "8", "--patch", both) as lab:
            page = self.open(browser, lab.address)
            self.expect("each edit of a group is a row", page.locator("#rows .row").count() == 2)
            self.expect("which names the group", page.locator("#rows .row-group").all_inner_texts() == ["of both", "of both"])
            self.expect("the command has the group", both in page.inner_text("#command-short"), page.inner_text("#command-short"))
            self.same_numbers(page, program, "with a group")
            page.uncheck("#rows .row:nth-child(2) .row-head input")
            self.settle(page)
            self.expect("edits of a group are off together", page.inner_text("#command-short").startswith("hookctl vfield"))
            self.picture(page, "group")
            self.accessible(page, "a group")
            page.context.close()

    def parts(self, browser, program):
        """What is drawn of a changed square alone is what is there when all is drawn."""
        for ratio in (1, 1.5):
            with Lab(program, "--level", "8", "--patch", CALL) as lab:
                page = self.open(browser, lab.address, device_scale_factor=ratio)
                for what, action in PARTS.items():
                    clips, difference = page.evaluate(DRAWN_IN_PARTS.replace("ACTION", action))
                    self.expect(f"{what} is drawn alone, {ratio} pixels to one of the page", clips == 3, f"{clips} panels of 3")
                    # Chromium smooths the edges of few arrows a little otherwise than those of many.
                    self.expect(f"and as if all were drawn: {what}", difference <= 8, f"off by {difference} of 255")
                    self.settle(page)
                page.context.close()

    def paint(self, page):
        before = page.evaluate("window.lab.state.maze")
        self.drag(page, (1, 1), (1, 3))
        self.expect("dragging opens walls", page.evaluate("window.lab.state.maze") != before)
        self.expect("an unlike maze is warned of", "procgen does not make" in page.inner_text("#warnings"))
        page.click("#undo")
        self.settle(page)
        self.expect("one step of undo takes the whole drag back", page.evaluate("window.lab.state.maze") == before)
        page.click("#redo")
        cheese = page.evaluate("window.lab.cheese")
        self.drag(page, (cheese["row"], cheese["column"]), (0, 2))
        moved = page.evaluate("window.lab.cheese")
        self.expect("the cheese is dragged", moved == {"row": 0, "column": 2}, str(moved))
        page.click("#undo")
        page.click("#undo")
        self.settle(page)
        self.drag(page, (cheese["row"], cheese["column"]), (2, 0))
        self.expect("a moved cheese is an option of the command", "--cheese" in page.inner_text("#command-short"))

    def plan(self, page):
        page.select_option("#kinds", "noise")
        page.click("#add")
        self.settle(page)
        self.expect("an edit is added", page.locator("#rows .row").count() == 2)
        slider = page.locator("#rows .row:nth-child(2) input[type=range]").first
        slider.evaluate("(it) => { it.value = 0.4; it.dispatchEvent(new Event('input')); it.dispatchEvent(new Event('change')) }")
        self.settle(page)
        self.expect("the slider writes the call", "scale: 0.4" in page.locator("#rows .row:nth-child(2) .call").input_value())
        call = page.locator("#rows .row:nth-child(2) .call")
        good = call.input_value()
        call.fill("noise(scale: x)@embedder.nowhere")
        call.press("Enter")
        self.settle(page)
        self.expect("a fault stands at its edit", page.locator("#rows .row:nth-child(2) .receipt.fault").count() == 1)
        self.picture(page, "fault")
        call.fill(good)
        call.press("Enter")
        self.settle(page)
        self.expect("and goes when it is mended", page.locator(".receipt.fault").count() == 0)
        page.click("#rows .row:nth-child(2) button[aria-label='move edit 2 up']")
        self.settle(page)
        self.expect("edits change places", page.locator("#rows .row:nth-child(1) .call").input_value() == good)
        page.locator("#rows .row:nth-child(1) .row-name").click()
        grip = page.locator("#rows .row:nth-child(1) .grip").bounding_box()
        last = page.locator("#rows .row:nth-child(2)").bounding_box()
        page.mouse.move(grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2)
        page.mouse.down()
        page.mouse.move(grip["x"], last["y"] + last["height"] - 4, steps=5)
        self.picture(page, "dragging")
        page.mouse.up()
        self.settle(page)
        self.expect("a row is dragged below another", page.locator("#rows .row:nth-child(2) .call").input_value() == good)
        self.expect("and stays the active one", page.locator("#rows .row:nth-child(2).active").count() == 1)
        page.click("#undo")
        self.settle(page)
        self.expect("one step of undo takes it back", page.locator("#rows .row:nth-child(1) .call").input_value() == good)
        page.locator("#rows .row:nth-child(1) .row-name").click()
        page.select_option("#rows .row:nth-child(1) select[data-name=distribution]", "uniform")
        self.settle(page)
        self.expect("a choice writes the call", "distribution: uniform" in page.locator("#rows .row:nth-child(1) .call").input_value())
        page.uncheck("#rows .row:nth-child(1) .row-head input")
        self.settle(page)
        self.expect("an edit is off", "noise" not in page.inner_text("#command-short"))
        page.click("#undo")
        page.click("#undo")
        self.settle(page)
        shown = page.locator("#rows .row:nth-child(1) select[data-name=distribution]").input_value()
        self.expect("what a call leaves out is shown as its default", shown == "normal", shown)
        self.picture(page, "plan")

    def inside(self, page):
        self.wait(page, "document.querySelectorAll('#channels .channel').length === 32")
        page.click("#channels .channel:nth-child(14)")
        self.settle(page)
        self.expect("a channel is large", page.inner_text("#channel-name").endswith("[13]"))
        box = page.locator("#channel-large").bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.expect("a cell says its squares", re.search(r"sees \d+ open squares", page.inner_text("#cell-text")) is not None)
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.picture(page, "inside")
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.presums(page)
        page.check("#channel-over")
        page.select_option("#channel-sort", "effect")
        # The titles change with the next drawing, and then as effects come in.
        self.wait(page, "!document.querySelector('#effect-progress').textContent && [...document.querySelectorAll('#channels .channel')].every((it) => it.title.includes('effect') && !it.title.includes('unknown'))")
        titles = page.evaluate("[...document.querySelectorAll('#channels .channel')].map((it) => it.title)")
        effects = [abs(float(title.split()[-1])) for title in titles]
        self.expect("channels are sorted by the effect of zeroing", effects == sorted(effects, reverse=True), str(titles))
        page.check("input[name=hand][value=point]")
        page.mouse.click(*self.square(page, 0, 0))
        self.expect("a square says its cells", "cells see that square" in page.inner_text("#cell-text"))
        self.picture(page, "effects")
        page.click("#square-use")
        self.settle(page)
        call = page.locator("#rows .row.active .call")
        self.expect("a square is selected by a click", "[:, square(0, 0)]" in call.input_value(), call.input_value())
        page.click("#square-use")
        self.settle(page)
        self.expect("and taken out again", "square" not in call.input_value(), call.input_value())
        page.mouse.click(*self.square(page, 0, 0))
        page.check("input[name=hand][value=paint]")
        page.uncheck("#channel-over")
        self.accessible(page, "inside")

    def presums(self, page):
        """What each input channel adds to a cell, against the cell's own value."""
        page.evaluate("document.querySelector(`[data-site='embedder.block2.res1.conv2_out']`).click()")
        self.wait(page, "document.querySelector('#channel-name').textContent.startsWith('embedder.block2.res1.conv2_out')")
        page.click("#presums summary")
        self.wait(page, "document.querySelectorAll('#presums li').length === 12")
        self.expect("input channels are listed, most first", "root of the mean square" in page.inner_text("#presums p"))
        box = page.locator("#channel-large").bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.settle(page)
        self.expect("a cell has presums of its own", "before the bias" in page.inner_text("#presums p"), page.inner_text("#presums p"))
        sizes = [abs(float(text)) for text in page.locator("#presums output").all_inner_texts()]
        self.expect("in the order of their sizes", sizes == sorted(sizes, reverse=True), str(sizes))
        self.picture(page, "presums")
        self.accessible(page, "presums")
        page.click("#presums summary")
        page.evaluate("document.querySelector(`[data-site='embedder.block2.res1.resadd_out']`).click()")
        self.wait(page, "document.querySelector('#channel-name').textContent.startsWith('embedder.block2.res1.resadd_out')")

    def playing(self, page):
        page.click("#tab-play")
        page.click("#play-new")
        page.wait_for_selector("#outcomes li:nth-child(2)", timeout=300_000)
        for _ in range(3):
            page.click("#play-next")
        self.expect("an episode is stepped", "step 3" in page.inner_text("#play-text"), page.inner_text("#play-text"))
        self.picture(page, "play")
        self.accessible(page, "playing")
        before = page.evaluate("window.lab.state.maze")
        page.click("#play-edit")
        self.settle(page)
        self.expect("a step becomes the maze", page.inner_text("#play-text").startswith("The maze or the plan has changed"))
        if page.evaluate("window.lab.state.maze") != before:
            page.click("#undo")
        self.settle(page)

    def controls(self, page):
        page.click("#tab-controls")
        page.fill("#nulls-draws", "10")
        page.click("#nulls-run")
        self.wait(page, "document.querySelector('#nulls-text').textContent.includes('among 10 controls')")
        self.expect("the effect stands among its controls", "percentile" in page.inner_text("#nulls-text"))
        self.picture(page, "controls")
        self.accessible(page, "controls")

    def link(self, browser, page):
        page.wait_for_timeout(500)
        fields = page.evaluate("[...window.lab.field.patched]")
        again = self.open(browser, page.url)
        self.expect("the address brings all of it back", again.evaluate("[...window.lab.field.patched]") == fields)
        again.context.close()

    def export(self, browser, page):
        page.click("#tab-share")
        self.picture(page, "share")
        self.accessible(page, "share")
        with page.expect_download() as download:
            page.click("[data-format=html]")
        path = pathlib.Path(tempfile.mkdtemp()) / "lab.html"
        download.value.save_as(path)
        fields = page.evaluate("[...window.lab.field.patched]")
        context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
        alone = context.new_page()
        alone.problems = []
        alone.on("console", lambda message: alone.problems.append(message.text) if message.type == "error" else None)
        alone.on("pageerror", lambda error: alone.problems.append(str(error)))
        alone.goto(f"file://{path}")
        self.settle(alone)
        self.expect("the exported page has the same field", alone.evaluate("[...window.lab.field.patched]") == fields)
        self.wait(alone, "document.querySelectorAll('#channels .channel').length > 0")
        box = alone.locator("#channel-large").bounding_box()
        alone.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.expect("its cells say their squares", "sees" in alone.inner_text("#cell-text"))
        self.picture(alone, "exported")
        self.accessible(alone, "the exported page")
        context.close()

    def keys(self, page):
        page.focus("#board-original")
        before = page.evaluate("window.lab.state.maze")
        for key in ("ArrowRight", "ArrowUp", " "):
            page.keyboard.press(key)
        self.settle(page)
        self.expect("a wall is built by keys", page.evaluate("window.lab.state.maze") != before)
        page.keyboard.press("t")
        self.settle(page)
        self.expect("the mouse is turned by keys", "facing: right" in page.evaluate("window.lab.state.maze"))
        page.keyboard.press("Control+z")
        page.keyboard.press("Control+z")
        self.settle(page)
        self.expect("and back", page.evaluate("window.lab.state.maze") == before)

    def sizes(self, browser, address):
        for name, size, more in (("wide", (1920, 1080), {}), ("tablet", (820, 1180), {"has_touch": True}), ("dark", (1280, 800), {"color_scheme": "dark"})):
            page = self.open(browser, address, size, **more)
            self.picture(page, name)
            sides = page.evaluate("[...document.querySelectorAll('#boards canvas')].map((it) => [it.clientWidth, it.clientHeight, it.parentElement.clientWidth, it.width / devicePixelRatio])")
            self.expect(f"{name}: boards are square, as wide as their panel, and drawn in their size",
                        all(abs(w - h) <= 1 and w >= 0.9 * panel and abs(w - drawn) <= 1 for w, h, panel, drawn in sides), str(sides))
            self.expect(f"{name}: nothing is cut off", page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
            self.accessible(page, name)
            page.context.close()
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector("#tour:not([hidden])")
        self.picture(page, "tour")
        for _ in range(6):
            page.click("#tour-next")
        self.expect("the tour has six steps", page.locator("#tour").is_hidden())
        context.close()

    def same_numbers(self, page, program, when):
        """Runs the command that the page shows, and compares with what it draws."""
        command = page.evaluate("document.querySelector('#command').textContent")
        runnable = command.replace("hookctl", f"'{program}'", 1).split("\n", 1)
        first = runnable[0]
        line = first.replace(" <<'MAZE'", " --json <<'MAZE'") if "<<'MAZE'" in first else first + " --json"
        text = "\n".join([line, *runnable[1:]])
        result = subprocess.run(["bash", "-c", text], capture_output=True, text=True)
        if result.returncode:
            return self.expect(f"the copied command runs, {when}", False, result.stderr)
        data = json.loads(result.stdout)
        drawn = page.evaluate("[...window.lab.field.patched]")
        wanted = [value for row in (data["patched"]["probabilities"] if "patched" in data else data["probabilities"]) for value in row]
        worst = max(abs(a - b) for a, b in zip(drawn, wanted))
        self.expect(f"the copied command has the same numbers, {when}", len(drawn) == len(wanted) and worst < 1e-6, str(worst))

    def same_bytes(self, page, program):
        """The data that the page exports is the file that its command writes."""
        page.click("#tab-share")
        with page.expect_download() as download:
            page.click("[data-format=json]")
        exported = pathlib.Path(download.value.path()).read_bytes()
        command = json.loads(exported)["recipe"]["command"]
        with tempfile.TemporaryDirectory() as folder:
            text = command.replace("hookctl", f"'{program}'", 1)
            result = subprocess.run(["bash", "-c", text], capture_output=True, text=True, cwd=folder)
            written = pathlib.Path(folder) / "comparison.json"
            same = result.returncode == 0 and written.read_bytes() == exported
        self.expect("the exported data is the command's, byte for byte", same, f"{command}: {result.stderr}")
        page.click("#tab-inside")

    # ---- many edits ----

    @staticmethod
    def report(name, frames):
        def text(key):
            values = sorted(frame[key] for frame in frames)
            part = lambda share: values[min(len(values) - 1, int(share * len(values)))]
            return f"median {part(0.5):.0f} ms, 95 % {part(0.95):.0f} ms, longest {values[-1]:.0f} ms"
        print(f"{name}: from the last change that a frame shows: {text('last')}; from the first: {text('first')}; "
              f"computed in: {text('computed')}", flush=True)

    def updates(self, browser, program, count):
        """How long it takes from a change to the frame that shows it, for changes of every kind one by one."""
        for plan, kinds in (([], ("walls", "cheese")), (["--patch", CALL, "--patch", SCALE], ("walls", "cheese", "mouse", "slider", "switch"))):
            with Lab(program, "--level", "8", *plan) as lab:
                page = self.open(browser, lab.address)
                page.evaluate(ONE_BY_ONE, ["walls", 30])
                for kind in kinds:
                    frames = page.evaluate(ONE_BY_ONE, [kind, count])
                    self.report(f"{kind}, {len(plan) // 2} edits", frames)
                    self.expect(f"every change has its frame: {kind}", len(frames) == count)
                page.context.close()

    def many_edits(self, browser, program, count):
        with Lab(program, "--level", "8", "--patch", CALL) as lab:
            page = self.open(browser, lab.address)
            other = self.open(browser, lab.address)
            # Buffers that the engine keeps from run to run have their size after some runs.
            page.evaluate(EDITS, min(500, count))
            before = hostile.memory(lab.process.pid)
            began = time.monotonic()
            figures = page.evaluate(EDITS, count)
            elapsed = time.monotonic() - began
            after = hostile.memory(lab.process.pid)
            self.settle(page)
            latencies = figures["frames"]
            print(f"edits: {count:,} in {elapsed:.0f} s, {len(latencies):,} frames; memory {before:.0f} MiB before, {after:.0f} MiB after; "
                  f"page {figures['heap'][0]:.0f} MiB before, {figures['heap'][1]:.0f} MiB after", flush=True)
            self.report("of these frames", latencies)
            self.expect("frames follow while the hand moves", len(latencies) > elapsed / 2, f"{len(latencies)} in {elapsed:.0f} s")
            self.expect("memory stays flat", after - before < 50, f"{before:.0f} to {after:.0f} MiB")
            self.expect("the last edit is what is shown", page.evaluate("window.lab.state.maze") == figures["maze"])
            self.expect("another page is served meanwhile", other.evaluate("window.lab.isIdle()"))
            self.same_numbers(page, program, "after many edits")

    def hostile(self, program):
        with Lab(program, "--level", "8") as lab:
            hostile.check(lab.address, lab.process.pid, self.expect)
            self.expect("the server lives", lab.process.poll() is None)


# One change at a time, each when nothing is under way any more, and at any time between two frames.
ONE_BY_ONE = """async ([kind, count]) => {
  const pick = () => Math.floor(Math.random() * window.lab.size);
  const put = (what) => { for (const before = window.lab.state.maze; window.lab.state.maze === before;) window.lab.put(what, pick(), pick()); };
  const at = (name) => document.querySelector(`#rows ${name}`);
  const change = {
    walls: (number) => window.lab.paint(1 + 2 * (number % 9), 1 + 2 * (Math.floor(number / 9) % 9)),
    cheese: () => put("cheese"),
    mouse: () => put("mouse"),
    slider: (number) => { at("[type=range]").valueAsNumber = number % 2 ? number / 100 : -number / 100; at("[type=range]").dispatchEvent(new Event("input")); },
    switch: () => at(".row-head [type=checkbox]").click(),
  }[kind];
  const frames = [];
  for (let number = 0; number < count; number++) {
    const drawn = new Promise((done) => { window.lab.onFrame = done; });
    change(number);
    frames.push(await drawn);
    window.lab.onFrame = null;
    do await new Promise((done) => setTimeout(done, 20 + 20 * Math.random())); while (!window.lab.isIdle());
  }
  return frames;
}"""

# Changes of one square or two; how many panels drew them alone, and the largest difference to what is there when all is drawn anew.
# Questions are held back until then: an answer that comes before the next frame has all drawn in it.
PARTS = {
    "a wall": "window.lab.paint(3, 3)",
    "a mouse on the cheese": "window.lab.put('mouse', window.lab.cheese.row, window.lab.cheese.column)",
    "a wall at the edge": "window.lab.paint(1, 0)",
}
DRAWN_IN_PARTS = """async () => {
  const panels = [...document.querySelectorAll("#boards canvas")], clip = CanvasRenderingContext2D.prototype.clip;
  const send = WebSocket.prototype.send, kept = [];
  let clips = 0;
  WebSocket.prototype.send = function (text) { kept.push([this, text]); };
  CanvasRenderingContext2D.prototype.clip = function (...values) { clips++; return clip.apply(this, values); };
  ACTION;
  await new Promise(requestAnimationFrame);
  CanvasRenderingContext2D.prototype.clip = clip;
  WebSocket.prototype.send = send;
  for (const [socket, text] of kept) socket.send(text);
  const pixels = (panel) => panel.getContext("2d").getImageData(0, 0, panel.width, panel.height).data;
  const parts = panels.map(pixels);
  for (const panel of panels) panel.dispatchEvent(new Event("blur"));
  const differences = panels.map((panel, place) => pixels(panel).reduce((most, value, at) => Math.max(most, Math.abs(value - parts[place][at])), 0));
  return [clips, Math.max(...differences)];
}"""

# Paints as a hand does: a square at a time, sixty a second.
EDITS = """async (count) => {
  const heap = () => (performance.memory?.usedJSHeapSize || 0) / (1 << 20);
  const before = heap();
  const frames = [];
  window.lab.onFrame = (times) => frames.push(times);
  for (let number = 0; number < count; number++) {
    window.lab.paint(1 + 2 * (number % 9), 1 + 2 * (Math.floor(number / 9) % 9));
    await new Promise(requestAnimationFrame);
  }
  while (!window.lab.isIdle()) await new Promise((done) => setTimeout(done, 20));
  return { frames, heap: [before, heap()], maze: window.lab.state.maze };
}"""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--edits", type=int)
    parser.add_argument("--program", default=str(ROOT / ".build/release/hookctl"))
    parser.add_argument("--only", choices=["person", "hostile", "updates", "edits"])
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    tests = Tests(options)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("HOOKKIT_BROWSER", "/usr/bin/chromium"), args=["--no-sandbox", "--enable-precise-memory-info"])
        if options.only in (None, "hostile"):
            tests.hostile(program)
        if options.only in (None, "person"):
            tests.person(browser, program)
        if options.only in (None, "updates"):
            tests.updates(browser, program, 40 if options.short else 200)
        if options.only in (None, "edits"):
            tests.many_edits(browser, program, options.edits or (300 if options.short else 10_000))
        browser.close()
    print(f"{tests.passed} passed, {tests.failed} failed")
    sys.exit(tests.failed > 0)


if __name__ == "__main__":
    main()
