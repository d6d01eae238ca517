#!/usr/bin/env python3
"""How long texts take to hear: by espeak-ng at 175 words a minute, whose sound's length is the same on each machine.

    spoken_seconds.py MOST FOLDER LANGUAGE      of each NAME.LANGUAGE.txt there; exit status 1 where one takes more
                                                than MOST seconds

Prints those that do, and the ten that take longest, as `SECONDS CHARACTERS NAME`."""
import concurrent.futures
import os
import subprocess
import sys

VOICES = {"zh_CN": "cmn", "en": "en"}
BYTES_A_SECOND = 22050 * 2


def heard(path):
    with open(path, encoding="utf-8") as f:
        text = f.read()
    voice = VOICES[path.split(".")[-2]]
    sound = subprocess.run(["espeak-ng", "-v", voice, "-s", "175", "--stdout", "--", text], check=True,
                           stdout=subprocess.PIPE).stdout
    return len(sound) / BYTES_A_SECOND, len(text), path


def main():
    most, folder, language = float(sys.argv[1]), sys.argv[2], sys.argv[3]
    paths = [os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".%s.txt" % language)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        texts = sorted(pool.map(heard, paths), reverse=True)
    too_long = [text for text in texts if text[0] > most]
    for seconds, characters, path in too_long or texts[:10]:
        print("%5.1f %4d %s" % (seconds, characters, os.path.basename(path)))
        if too_long:
            with open(path, encoding="utf-8") as f:
                print(f.read())
    return 1 if too_long else 0


if __name__ == "__main__":
    sys.exit(main())
