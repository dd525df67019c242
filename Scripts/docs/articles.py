#!/usr/bin/env python3
"""Makes a DocC catalogue of the pages of the documentation.

    Scripts/docs/articles.py CATALOGUE MODULE ...

Every page becomes an article: its links to other pages and to their headings, its pictures and its fences are rewritten to
what DocC knows. Links to files that are no pages of the site become their paths. Beside them stand the landing page, which
names the modules in the order given and all pages, and for each module what Architecture.md says that it is.

Ends with 1 when a page is linked that is not there, or a heading, or when Architecture.md does not have a module.
"""

import os
import pathlib
import re
import shutil
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "Benchmarks/RESULTS*.md", "Documentation/**/*.md",
         "Plugins/**/README.md"]

# The groups of the landing page; a page belongs to the first that names it, or else to the last.
GROUPS = {
    "First steps": ["README.md", "Documentation/Installing.md", "Documentation/ComingFromProcgenTools.md",
                    "Documentation/Errors.md"],
    "Studies": ["Documentation/Rollouts.md", "Documentation/Sweeps.md", "Documentation/Sets.md", "Documentation/Statistics.md",
                "Documentation/PathPatching.md"],
    "Interventions and experiments of your own": [
        "Documentation/WritingAnIntervention.md", "Documentation/WritingAnExperiment.md",
        "Documentation/YourOwnNetwork.md"],
    "Plugins and findings": ["Plugins/**/README.md", "Documentation/*/**/*.md"],
    "How it works": ["Documentation/FileFormats.md", "Documentation/Engine.md", "Documentation/Architecture.md",
                     "Documentation/Design.md"],
    "The project": PAGES,
}

FENCE = re.compile(r"^(```+) *([\w-]*).*$")
HEADING = re.compile(r"^(#+) +(.*?) *$")
LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^()\s]+)\)")
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.S)


def slug(heading):
    """The anchor that GitHub gives a heading."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").lower()
    return "".join(c for c in text if c.isalnum() or c in " -_").replace(" ", "-")


def anchor(heading):
    """The anchor that DocC gives a heading."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
    return "-".join(re.sub(r"[\"'`]", "", text).split())


class Page:
    """A page of the documentation."""

    def __init__(self, path):
        self.path = path
        self.parts = list(split(path.read_text(encoding="utf-8")))
        headings = [m for code, line in self.parts if not code for m in [HEADING.match(line)] if m]
        self.title = "Getting started" if path == ROOT / "README.md" else headings[0].group(2).replace("`", "")
        plain = unicodedata.normalize("NFKD", self.title).encode("ascii", "ignore").decode()
        self.name = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")
        self.anchors = {slug(m.group(2)): anchor(m.group(2)) for m in headings[1:]}

    @property
    def prose(self):
        """Everything except fences, as one text, so that a link may go over the end of a line."""
        return "".join(line for code, line in self.parts if not code)


def split(text):
    """The lines of a text with their ends, and whether each belongs to a fence."""
    fence = None
    for line in text.splitlines(keepends=True):
        match = FENCE.match(line)
        inside = fence is not None or match is not None
        if fence is None and match:
            fence = match.group(1)
        elif fence and line.startswith(fence) and not line.strip("`\n "):
            fence = None
        yield inside, line


class Site:
    """All pages, and the catalogue that they go into."""

    def __init__(self, catalogue):
        self.catalogue = catalogue
        self.faults = []
        found = {path for pattern in PAGES for path in ROOT.glob(pattern) if ".build" not in str(path.relative_to(ROOT))}
        self.pages = {path: Page(path) for path in sorted(found)}
        names = [page.name for page in self.pages.values()]
        self.faults += [f"two pages have the title {name}" for name in sorted(set(names)) if names.count(name) > 1]

    def write(self, modules):
        """Writes the catalogue."""
        shutil.rmtree(self.catalogue, ignore_errors=True)
        self.catalogue.mkdir(parents=True)
        for page in self.pages.values():
            (self.catalogue / f"{page.name}.md").write_text(self.article(page), encoding="utf-8")
        described = descriptions()
        self.faults += [f"Architecture.md does not say what {name} is" for name in modules if name not in described]
        for module in modules:
            says = described.get(module, "")
            text = f"# ``{module}``\n\n{says[:1].upper()}{says[1:]}.\n\nA module of <doc:Guide>.\n"
            (self.catalogue / f"{module}-module.md").write_text(text, encoding="utf-8")
        (self.catalogue / "Guide.md").write_text(self.landing(modules), encoding="utf-8")

    def article(self, page):
        """The page as DocC reads it."""
        text, prose = "", ""
        for code, line in page.parts:
            if not code:
                prose += line
                continue
            text += self.rewritten(prose, page) + FENCE.sub(r"\1\2", line.rstrip("\n")) + "\n"
            prose = ""
        text += self.rewritten(prose, page)
        return re.sub(r"^# .*$", f"# {page.title}", text, count=1, flags=re.M)

    def rewritten(self, prose, page):
        """Prose with links that DocC understands; what stands in code stays as it is."""
        spans = [match.span() for match in CODE.finditer(prose)]
        inside = lambda place: any(start < place < end for start, end in spans)
        return LINK.sub(lambda match: match.group(0) if inside(match.start()) else self.link(match, page), prose)

    def link(self, match, page):
        """A link or picture of a page."""
        picture, text, target = match.groups()
        if re.match(r"[a-z]+:", target):
            return match.group(0)
        file, _, heading = target.partition("#")
        path = pathlib.Path(os.path.normpath(page.path.parent / file)) if file else page.path
        if not path.exists():
            self.faults.append(f"{page.path.relative_to(ROOT)}: there is no {target}")
        if picture:
            return f"![{text}]({self.picture(path)})"
        if path in self.pages:
            return f"[{text}](doc:{self.place(page, self.pages[path], heading)})"
        name = path.relative_to(ROOT)
        return text if str(name) in text or text.strip("`") == name.name else f"{text} (`{name}`)"

    def place(self, page, other, heading):
        """Where a link to a page, or to a heading of it, goes."""
        if not heading:
            return other.name
        if heading not in other.anchors:
            self.faults.append(f"{page.path.relative_to(ROOT)}: {other.path.name} has no heading #{heading}")
        return f"{other.name}#{other.anchors.get(heading, heading)}"

    def picture(self, path):
        """Copies a picture, and gives the name under which it is in the catalogue."""
        name = "-".join(path.relative_to(ROOT).parts).replace("Documentation-", "")
        if path.exists():
            shutil.copyfile(path, self.catalogue / name)
        return name

    def landing(self, modules):
        """The page that names everything."""
        left = dict(self.pages)
        text = "\n# HookKit\n\nWhat an activation does to the behaviour of a maze policy: a toolkit for interventions.\n"
        text += "\n@Metadata {\n  @TechnologyRoot\n}\n\n## Topics\n\n### Modules\n\n"
        text += "".join(f"- ``/{module}``\n" for module in modules)
        for name, patterns in GROUPS.items():
            paths = [path for pattern in patterns for path in sorted(ROOT.glob(pattern)) if path in left]
            names = [left.pop(path).name for path in paths if path in left]
            text += f"\n### {name}\n\n" + "".join(f"- <doc:{name}>\n" for name in names)
        return text.lstrip()


def descriptions():
    """What Architecture.md says of each target."""
    text = (ROOT / "Documentation/Architecture.md").read_text(encoding="utf-8")
    picture = text.split("```text\n")[1].split("```")[0]
    return {line.split()[0]: " ".join(line.split()[1:]) for line in picture.splitlines()[1:] if len(line.split()) > 1}


def main():
    catalogue, modules = pathlib.Path(sys.argv[1]), sys.argv[2:]
    site = Site(catalogue)
    site.write(modules)
    for fault in site.faults:
        print(fault, file=sys.stderr)
    return 1 if site.faults else 0


if __name__ == "__main__":
    sys.exit(main())
