"""What a clerk does in LibreOffice: opens lists, types into cells, saves as .xlsx and as .xls. Runs under a Python that has `uno`.

`in_libreoffice.py SOFFICE PROFILE`, a JSON on the way in: [{"open": path, "cells": {sheet: {"R12": typed}}, "save": {path: filter}}];
one on the way out: for each file the cells that could not be typed into.
"""

import json
import os
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue


def main(soffice: str, profile: str) -> None:
    pipe = f"bidui{os.getpid()}"
    options = ["--headless", "--invisible", "--norestore", "--nologo"]
    options += [f"-env:UserInstallation=file://{profile}", f"--accept=pipe,name={pipe};urp;"]
    office = subprocess.Popen([soffice, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        desktop = _desktop(pipe)
        print(json.dumps([_fill_in(desktop, **each) for each in json.load(sys.stdin)]))
        desktop.terminate()
    finally:
        try:
            office.wait(20)
        except subprocess.TimeoutExpired:
            office.kill()


def _desktop(pipe: str):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            time.sleep(0.25)
    raise TimeoutError("LibreOffice did not start")


def _fill_in(desktop, open: str, cells: dict, save: dict) -> list:
    document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(open), "_blank", 0, (_property("Hidden", True),))
    refused = []
    for name, typed in cells.items():
        sheet = document.Sheets.getByName(name)
        for place, text in typed.items():
            cell = sheet.getCellRangeByName(place)
            if sheet.isProtected() and cell.CellProtection.IsLocked:  # its programming interface would let it through, its window does not
                refused.append(place)
            else:
                cell.setFormula(text)  # as if typed: a day becomes a day
    for path, filter_name in save.items():
        document.storeToURL(uno.systemPathToFileUrl(path), (_property("FilterName", filter_name),))
    document.close(True)
    return refused


def _property(name: str, value: object):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


if __name__ == "__main__":
    main(*sys.argv[1:])
