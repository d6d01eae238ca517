#!/usr/bin/env python3
"""A page of a terminal as a picture.

    tmux capture-pane -e -p | picture.py --theme light|dark|mono [--title TEXT] >page.svg

Each cell has its place, so that columns hold whatever font draws them; colours are those of the theme,
and `mono` has none, as with NO_COLOR: bold, underline and reverse stay.
"""
import argparse
import re
import sys
import unicodedata
from xml.sax.saxutils import escape

CELL, LINE, SIZE, MARGIN = 8.4, 18, 14, 14
THEMES = {
    "light": ("#ffffff", "#1f2328", "#d0d7de", ["#24292f", "#a40e26", "#116329", "#7d4e00", "#0550ae",
                                                "#6639ba", "#1b5f70", "#57606a"]),
    "dark": ("#0d1117", "#e6edf3", "#30363d", ["#6e7681", "#ff7b72", "#56d364", "#e3b341", "#79c0ff",
                                               "#d2a8ff", "#56d4dd", "#c9d1d9"]),
    "mono": ("#ffffff", "#000000", "#888888", ["#000000"] * 8),
}
FONTS = ("ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', "
         "'WenQuanYi Zen Hei Mono', monospace")


def width(c):
    if unicodedata.combining(c):
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1


class Style:
    def __init__(self):
        self.fore = self.back = None
        self.bold = self.reverse = self.underline = False

    def key(self):
        return (self.fore, self.back, self.bold, self.reverse, self.underline)

    def apply(self, numbers):
        for n in [int(x or 0) for x in numbers.split(";")]:
            if n == 0:
                self.__init__()
            elif n == 1:
                self.bold = True
            elif n == 4:
                self.underline = True
            elif n == 7:
                self.reverse = True
            elif n in (22, 24, 27):
                setattr(self, {22: "bold", 24: "underline", 27: "reverse"}[n], False)
            elif 30 <= n <= 37 or n == 39:
                self.fore = None if n == 39 else n - 30
            elif 40 <= n <= 47 or n == 49:
                self.back = None if n == 49 else n - 40
            elif 90 <= n <= 97:
                self.fore = n - 90


def runs(line, style):
    """[(column, cells, text, style)] of a line with escape sequences."""
    out, column = [], 0
    for part in re.split(r"(\033\[[0-9;]*m)", line):
        if part.startswith("\033["):
            style.apply(part[2:-1])
            continue
        for c in part:
            # a run per piece of equal width: each is stretched to its own cells
            w = width(c)
            if out and out[-1][3] == style.key() and out[-1][4] == w and out[-1][0] + out[-1][1] == column:
                out[-1][1] += w
                out[-1][2] += c
            else:
                out.append([column, w, c, style.key(), w])
            column += w
    return out


def colours(style, theme):
    back, fore, _, palette = theme
    fg, bg, _, reverse, _ = style
    front = palette[fg] if fg is not None else fore
    behind = palette[bg] if bg is not None else None
    return (behind or back, front) if reverse else (front, behind)


def draw_ground(found, row, theme):
    """One rectangle for neighbours of one colour: seams between two would show."""
    grounds = []
    for column, cells, _, style, _ in found:
        behind = colours(style, theme)[1]
        if grounds and grounds[-1][2] == behind and grounds[-1][0] + grounds[-1][1] == column:
            grounds[-1][1] += cells
        else:
            grounds.append([column, cells, behind])
    return [f'<rect x="{MARGIN + column * CELL:.1f}" y="{MARGIN + row * LINE}" width="{cells * CELL:.1f}" '
            f'height="{LINE}" fill="{behind}"/>' for column, cells, behind in grounds if behind]


def draw_text(run, row, theme):
    column, cells, text, style, wide = run
    if not text.strip():
        return []
    if not style[4]:  # whether blanks were written at the end of a line is a matter of what stood there
        cells -= len(text) - len(text.rstrip(" "))
        text = text.rstrip(" ")
    more = ' font-weight="bold"' if style[2] else ""
    more += ' text-decoration="underline"' if style[4] else ""
    where = f'y="{MARGIN + row * LINE + 13.5}" fill="{colours(style, theme)[0]}"{more}'
    if wide == 2:  # Han characters are square: each is put in the middle of its two cells, never stretched
        first = MARGIN + column * CELL + (2 * CELL - SIZE) / 2
        spans = [f'<tspan x="{first + 2 * CELL * i:.1f}">{escape(c)}</tspan>' for i, c in enumerate(text)]
        return [f'<text {where}>{"".join(spans)}</text>']
    return [f'<text x="{MARGIN + column * CELL:.1f}" {where} textLength="{cells * CELL:.1f}" '
            f'lengthAdjust="spacingAndGlyphs" xml:space="preserve">{escape(text)}</text>']


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--theme", choices=sorted(THEMES), required=True)
    parser.add_argument("--columns", type=int, required=True)
    parser.add_argument("--title", default="goready")
    args = parser.parse_args()
    theme = THEMES[args.theme]
    lines = sys.stdin.read().rstrip("\n").split("\n")
    wide, high = args.columns * CELL + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high}" width="{wide:.0f}" '
           f'height="{high}" role="img" font-family="{FONTS}" font-size="{SIZE}">',
           f"<title>{escape(args.title)}</title>",
           f'<rect width="100%" height="100%" rx="8" fill="{theme[0]}" stroke="{theme[2]}"/>']
    style = Style()
    for row, line in enumerate(lines):
        found = runs(line, style)
        out += draw_ground(found, row, theme)
        for run in found:
            out += draw_text(run, row, theme)
    print("\n".join(out + ["</svg>"]))


main()
