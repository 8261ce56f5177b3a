"""Headless Chromium over the DevTools protocol's pipe: no package, no port. Opens pages and tells what went wrong in them."""
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

PROGRAM = next((p for p in map(shutil.which, ("chromium-headless-shell", "chromium", "google-chrome")) if p), None)


class Browser:
  def __enter__(self):
    self.profile = tempfile.mkdtemp(prefix="browser-")
    commands, self.to = os.pipe()
    self.answers, back = os.pipe()

    def as_three_and_four():  # where Chromium reads and writes; duplicated first, so that neither overwrites the other
      first, second = os.dup(commands), os.dup(back)
      os.dup2(first, 3)
      os.dup2(second, 4)
    self.process = subprocess.Popen(
      [PROGRAM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-pipe", "--autoplay-policy=no-user-gesture-required",
       "--disable-background-networking", "--disable-component-update", f"--user-data-dir={self.profile}", "about:blank"],
      preexec_fn=as_three_and_four, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(commands)
    os.close(back)
    self.buffer, self.number, self.events = b"", 0, []
    return self

  def __exit__(self, *_):
    self.process.kill()
    self.process.wait()
    os.close(self.to)
    os.close(self.answers)
    shutil.rmtree(self.profile, ignore_errors=True)

  def message(self, seconds):
    until = time.monotonic() + seconds
    while b"\0" not in self.buffer:
      left = until - time.monotonic()
      if left <= 0 or not select.select([self.answers], [], [], left)[0]:
        return None
      piece = os.read(self.answers, 1 << 16)
      if not piece:
        raise RuntimeError("the browser has ended")
      self.buffer += piece
    text, self.buffer = self.buffer.split(b"\0", 1)
    return json.loads(text)

  def call(self, method, session=None, seconds=60, **parameters):
    self.number += 1
    command = {"id": self.number, "method": method, "params": parameters} | ({"sessionId": session} if session else {})
    data = json.dumps(command).encode() + b"\0"
    while data:
      data = data[os.write(self.to, data):]
    while True:
      answer = self.message(seconds)
      if answer is None:
        raise TimeoutError(f"the browser does not answer {method}")
      if answer.get("id") == self.number:
        if "error" in answer:
          raise RuntimeError(f"{method}: {answer['error']['message']}")
        return answer["result"]
      self.events.append(answer)

  def open(self, url, scripts=True, width=1200, height=900, network=False):
    """A page, with the network off unless asked for, loaded; its .troubles are console errors, exceptions and failed requests."""
    return Page(self, url, scripts, width, height, network)


class Page:
  def __init__(self, browser, url, scripts, width, height, network):
    self.browser = browser
    self.target = browser.call("Target.createTarget", url="about:blank", width=width, height=height)["targetId"]
    self.session = browser.call("Target.attachToTarget", targetId=self.target, flatten=True)["sessionId"]
    for domain in ("Page", "Runtime", "Log", "Network"):
      self.call(f"{domain}.enable")
    self.call("Network.emulateNetworkConditions", offline=not network, latency=0, downloadThroughput=-1, uploadThroughput=-1)
    self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
    self.call("Page.navigate", url=url)
    until = time.monotonic() + 120
    while not any(e["method"] == "Page.loadEventFired" for e in self.events()):
      if time.monotonic() > until:
        raise TimeoutError(f"{url} does not load")
      self.pump(0.2)

  def __enter__(self):
    return self

  def __exit__(self, *_):
    self.browser.call("Target.closeTarget", targetId=self.target)

  def call(self, method, **parameters):
    return self.browser.call(method, self.session, **parameters)

  def events(self):
    return [e for e in self.browser.events if e.get("sessionId") == self.session]

  def pump(self, seconds):
    event = self.browser.message(seconds)
    if event is not None:
      self.browser.events.append(event)

  def evaluate(self, expression):
    """The expression's value, also where the page's own scripts are disabled; promises are waited for."""
    answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
    if "exceptionDetails" in answer:
      raise RuntimeError(answer["exceptionDetails"].get("exception", {}).get("description", "exception"))
    return answer["result"].get("value")

  def wait_until(self, expression, seconds=30):
    until = time.monotonic() + seconds
    while not self.evaluate(expression):
      if time.monotonic() > until:
        return False
      self.pump(0.1)
    return True

  def centre(self, selector):
    """Where the first element of it is in the window, scrolled into view; fails where it has no size."""
    found = self.evaluate(f"""(element => {{
      element.scrollIntoView({{block: "nearest"}});
      const {{x, y, width, height}} = element.getBoundingClientRect();
      return width && height ? [x + width / 2, y + height / 2] : null;
    }})(document.querySelector({json.dumps(selector)}))""")
    if not found:
      raise RuntimeError(f"{selector} cannot be seen")
    return found

  def mouse(self, kind, x, y, **parameters):
    """kind: Moved, Pressed or Released."""
    self.call("Input.dispatchMouseEvent", type=f"mouse{kind}", x=x, y=y, **parameters)

  def click(self, selector):
    x, y = self.centre(selector)
    for kind in ("Moved", "Pressed", "Released"):
      self.mouse(kind, x, y, **({} if kind == "Moved" else {"button": "left", "clickCount": 1}))

  def press(self, key, code, control=False, shift=False):
    """code: the key's number, as in KeyboardEvent.keyCode."""
    for kind in ("rawKeyDown", "keyUp"):
      self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, modifiers=2 * control + 8 * shift)

  @property
  def troubles(self):
    self.evaluate("0")  # what is under way arrives before the answer
    found, requests = [], {}
    for event in self.events():
      method, parameters = event["method"], event["params"]
      if method == "Network.requestWillBeSent":
        requests[parameters["requestId"]] = parameters["request"]["url"][:200]
      elif method == "Network.loadingFailed":
        found.append(f"request failed: {requests.get(parameters['requestId'], '?')} {parameters.get('errorText', '')}")
      elif method == "Runtime.exceptionThrown":
        details = parameters["exceptionDetails"]
        found.append(f"exception: {details.get('exception', {}).get('description', details['text'])}")
      elif method == "Runtime.consoleAPICalled" and parameters["type"] in ("error", "assert"):
        found.append(f"console: {[a.get('value', a.get('description')) for a in parameters['args']]}")
      elif method == "Log.entryAdded" and parameters["entry"]["level"] == "error":
        found.append(f"log: {parameters['entry']['text']} {parameters['entry'].get('url', '')[:200]}")
    return found
