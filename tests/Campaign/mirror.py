"""A mirror of a small part of DCASE2024 on this machine: two machines for development, each with all of its clips, of a few milliseconds."""
import hashlib
import http.server
import io
import json
import random
import struct
import threading
import zipfile

RECORD, MACHINES = "10902294", ("fan", "bearing")


def clip(draw):
  samples = draw.randbytes(640)
  return b"RIFF" + struct.pack("<I", 36 + len(samples)) + b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 16_000, 32_000, 2, 16) + b"data" + struct.pack("<I", len(samples)) + samples


def archive(machine):
  draw, content = random.Random(machine), io.BytesIO()
  counts = [("train", "normal", "source", 990), ("train", "normal", "target", 10)] + [("test", condition, domain, 50) for condition in ("normal", "anomaly") for domain in ("source", "target")]
  with zipfile.ZipFile(content, "w") as target:
    target.writestr(zipfile.ZipInfo(f"{machine}/attributes_00.csv"), "file_name,d1p,d1v\n")
    for split, condition, domain, count in counts:
      for i in range(count):
        target.writestr(zipfile.ZipInfo(f"{machine}/{split}/section_00_{domain}_{split}_{condition}_{i:04}_vel_{i % 3}.wav"), clip(draw))
  return content.getvalue()


def start():
  """Serves until the process ends; returns the address."""
  files = {f"/record/{RECORD}/files/dev_{machine}.zip": archive(machine) for machine in MACHINES}
  listing = [{"key": path.rsplit("/", 1)[1], "size": len(content), "checksum": f"md5:{hashlib.md5(content).hexdigest()}"} for path, content in files.items()]
  files[f"/api/records/{RECORD}"] = json.dumps({"files": listing}).encode()

  class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
      content = files.get(self.path.split("?")[0])
      if content is None:
        self.send_error(404)
        return
      first = int((self.headers.get("Range") or "bytes=0-")[len("bytes="):].split("-")[0])
      self.send_response(206 if "Range" in self.headers else 200)
      self.send_header("Content-Length", str(len(content) - first))
      if "Range" in self.headers:
        self.send_header("Content-Range", f"bytes {first}-{len(content) - 1}/{len(content)}")
      self.end_headers()
      for at in range(first, len(content), 1 << 16):
        self.wfile.write(content[at:at + (1 << 16)])

    def log_message(self, *_):
      pass

    def handle(self):
      try:
        super().handle()
      except ConnectionError:  # whoever asked was killed
        pass

  server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
  threading.Thread(target=server.serve_forever, daemon=True).start()
  return f"http://127.0.0.1:{server.server_port}/"
