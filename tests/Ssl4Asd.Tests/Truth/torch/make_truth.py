"""Writes the arrays that the C# tests compare with, and manifest.json, which says how each was made.

Run it in this folder: python3 make_truth.py. Same machine, same bytes. Weights and waveforms are not stored: both
sides make them from a formula (`formula` here, TruthRandom.cs there). All results are computed in float64 from float32
inputs; the manifest tells how far PyTorch's own float32 is from them, which is what a tolerance can be judged by."""

import json
import math
import pathlib
import shutil
import sys

import numpy as np
import torch

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[3] / "src/Ssl4Asd.Cli/PyTorch"))  # the command line carries it for its bench

import direct_act  # noqa: E402
import reference  # noqa: E402
U64 = np.uint64


# ---------------------------------------------------------------- numbers by formula

def formula(name, shape, amplitude, offset=0.0):
  """float32(offset + (2u - 1) amplitude), u from splitmix64 seeded with the FNV-1a hash of the name."""
  seed = 0xCBF29CE484222325
  for byte in name.encode():
    seed = ((seed ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
  n = int(np.prod(shape))
  with np.errstate(over="ignore"):
    z = U64(seed) + np.arange(1, n + 1, dtype=U64) * U64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> U64(30))) * U64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> U64(27))) * U64(0x94D049BB133111EB)
    z ^= z >> U64(31)
  u = (z >> U64(40)).astype(np.float64) / 2.0**24
  return (offset + (2 * u - 1) * amplitude).astype(np.float32).reshape(shape)


def machine(name, batch, samples):
  """Noise plus gated triangle waves: nothing but + - * /, so that C# gets the same bits."""
  noise = formula_double(f"wave/{name}", (batch, samples), 0.1)
  b, i = np.arange(batch, dtype=np.int64)[:, None], np.arange(samples, dtype=np.int64)[None, :]
  phase = ((i * (200 + 137 * b)) % 16000) / 16000.0
  gate = np.where((i // 4000 + b) % 3 == 0, 0.4, 0.1)
  return (noise + gate * (4 * np.abs(phase - 0.5) - 1)).astype(np.float32)


def formula_double(name, shape, amplitude):
  """The same before the cast to float32."""
  u21 = formula(name, shape, 1.0).astype(np.float64)  # exact: 2u - 1 is a multiple of 2^-23
  return u21 * amplitude


def load_formula(model):
  """Fills every weight and running statistic; the names are the state-dict keys from the root of Model."""
  with torch.no_grad():
    for name, tensor in model.state_dict().items():
      shape, last = tuple(tensor.shape), name.split(".")[-1]
      if last in ("scale", "num_batches_tracked"):
        continue
      if last == "centres" or len(shape) >= 2:
        field = int(np.prod(shape[2:]))
        value = formula(name, shape, math.sqrt(6.0 / (shape[0] * field + shape[1] * field)))
      elif last == "weight":
        value = formula(name, shape, 0.2, 1.0)
      elif last == "bias" or last == "running_mean":
        value = formula(name, shape, 0.1)
      else:
        value = formula(name, shape, 0.2, 1.0)  # running_var
      tensor.copy_(torch.from_numpy(value))
  return model


def sample(x):
  """The 32 entries (i 7919 + 13) mod n of the flattened array."""
  x = np.ascontiguousarray(x).reshape(-1)
  return x[(np.arange(32) * 7919 + 13) % x.size]


# ---------------------------------------------------------------- writing

manifest = {}


def save(path, array, dtype=None):
  array = array.detach().numpy() if isinstance(array, torch.Tensor) else np.asarray(array)
  array = np.ascontiguousarray(array if dtype is None else array.astype(dtype))
  if array.dtype == bool:
    array = array.astype(np.int64)
  assert array.dtype in (np.float32, np.float64, np.int64), (path, array.dtype)
  file = HERE / f"{path}.npy"
  file.parent.mkdir(exist_ok=True)
  np.save(file, array)
  return {"file": f"{path}.npy", "shape": list(array.shape), "dtype": str(array.dtype)}


def case(name, mode, about, inputs=None, outputs=None, **extra):
  """inputs, outputs: name -> array; booleans are stored as int64."""
  entry = {"mode": mode, "about": about}
  for kind, arrays in (("inputs", inputs or {}), ("outputs", outputs or {})):
    entry[kind] = {key: save(f"{name}/{key}", value) for key, value in arrays.items()}
  entry.update(extra)
  manifest[name] = entry


def tensor(x, dtype=torch.float64):
  x = torch.as_tensor(x)
  return x if x.dtype == torch.bool else x.to(dtype)


def soft_labels(name, batch, classes):
  """One or two classes a sample, in multiples of 1/16, summing to 1."""
  u = (formula(name, (batch, 3), 0.5, 0.5) * 0.999999).astype(np.float64)
  y = np.zeros((batch, classes), np.float32)
  for b in range(batch):
    first, second = int(u[b, 0] * classes), int(u[b, 1] * classes)
    share = np.float32(round(u[b, 2] * 16) / 16)
    y[b, first] += share
    y[b, second] += 1 - share
  return y


def relative(a, b):
  """|a - b| / |b| of whole arrays."""
  a, b = (np.asarray(x.detach() if isinstance(x, torch.Tensor) else x, np.float64) for x in (a, b))
  return float(f"{np.linalg.norm(a - b) / max(np.linalg.norm(b), 1e-300):.2e}")


# ---------------------------------------------------------------- the cases

def features():
  wave = machine("features", 2, 4096)
  x = torch.from_numpy(wave)
  spectrum, spectrogram = reference.magnitude_spectrum(x.double()), reference.magnitude_spectrogram(x.double())
  case("features", "none", "Both input features of two short clips, in full.",
       dict(wave=wave), dict(spectrum=spectrum.float(), spectrogram=spectrogram.float()),
       wave="machine(\"features\", 2, 4096), also stored",
       float32_vs_float64=dict(spectrum=relative(reference.magnitude_spectrum(x), spectrum),
                               spectrogram=relative(reference.magnitude_spectrogram(x), spectrogram)))


def log_mel():
  """Slaney's mel scale (linear to 1 kHz, 15 mel, then 27 mel for each factor 6.4), triangles of area 1, as librosa 0.9 has them."""
  rate, window, hop, bands = 16000, 1024, 512, 128

  def hertz(mel):
    return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp((mel - 15) * np.log(6.4) / 27))

  top = 15 + 27 * np.log(rate / 2 / 1000) / np.log(6.4)
  edges, bins = hertz(np.linspace(0, top, bands + 2)), np.fft.rfftfreq(window, 1 / rate)
  rise = (bins - edges[:-2, None]) / np.diff(edges)[:-1, None]
  fall = (edges[2:, None] - bins) / np.diff(edges)[1:, None]
  bank = np.maximum(0, np.minimum(rise, fall)) * (2 / (edges[2:] - edges[:-2]))[:, None]
  wave = machine("features", 2, 4096)[0].astype(np.float64)
  padded = np.pad(wave, window // 2, mode="reflect")
  hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(window) / window)
  frames = np.stack([padded[i: i + window] * hann for i in range(0, len(padded) - window + 1, hop)])
  energies = np.abs(np.fft.rfft(frames)) ** 2 @ bank.T
  case("log_mel", "none", "The autoencoder's input of the first clip of features: [frames, bands] in dB.", {},
       dict(log_mel=(10 * np.log10(np.maximum(energies, sys.float_info.epsilon))).astype(np.float32)), rate=rate, window=window, hop=hop, bands=bands)


def random_generator():
  kernel = math.sqrt(6.0 / (4 * 4 + 1 * 4))
  case("random", "none", "The formula itself: 16 numbers each of four names and of a machine wave.", {}, dict(
    probe=formula("probe/x", (16,), 1.0), norm=formula("network.spectrum.norm1.weight", (16,), 0.2, 1.0),
    kernel=formula("network.spectrum.conv1.weight", (4, 1, 4), kernel), small=formula("wave/é", (16,), 0.3),
    machine=machine("features", 1, 16)[0]),
    calls=dict(probe="name probe/x, amplitude 1", norm="name network.spectrum.norm1.weight, amplitude 0.2, offset 1",
               kernel="name network.spectrum.conv1.weight as a kernel of shape [4, 1, 4]",
               small="name wave/é (UTF-8), amplitude 0.3", machine="machine(\"features\", 1, 16)"))


def embeddings(name, samples, wave, wave_text):
  results, activations = {}, {}
  for dtype in (torch.float32, torch.float64):
    model = load_formula(reference.Model("baseline", samples, 5)).to(dtype).eval()
    if dtype == torch.float64:
      for key, module in model.network.named_modules():
        if key:
          module.register_forward_hook(lambda m, i, o, key=key: activations.__setitem__(key, o))
    with torch.no_grad():
      results[dtype] = model.network(torch.from_numpy(wave).to(dtype))
  keys = list(activations)
  case(name, "eval", "Embeddings with weights and running statistics by formula; on the way, the output of every module.",
       {}, dict(embedding=results[torch.float64], wave_samples=sample(wave),
                activation_norms=np.array([activations[k].norm().item() for k in keys]),
                activation_samples=np.stack([sample(activations[k].numpy()) for k in keys])),
       samples=samples, wave=wave_text, activations=[
         {"module": k, "shape": list(activations[k].shape)} for k in keys],
       float32_vs_float64=dict(
         spectrum_half=relative(results[torch.float32][:, :128], results[torch.float64][:, :128]),
         spectrogram_half=relative(results[torch.float32][:, 128:], results[torch.float64][:, 128:])))


# A ReLU or a maximum whose argument is within rounding of its kink makes gradients jump. These waves were chosen, among
# `machine("step0", ...)`, `machine("step1", ...)`, ..., as the first with no such jump in `step_checks`.
STEP_WAVES = {"proposed": "step11", "baseline": "step2", "direct_act": "step8"}
STEP_DRAWS = {"proposed": ("mixup", "statex", "featex"), "baseline": ("mixup",), "direct_act": ("mixup", "featex")}
BATCH, SAMPLES, CLASSES = 8, 32000, 5


def step_inputs(system):
  draws = dict(
    lam=formula("step/lam", (BATCH,), 0.5, 0.5),
    mixup=np.array([1, 0, 1, 1, 0, 1, 0, 0], bool) if system != "baseline" else np.ones(BATCH, bool),
    statex=np.array([0, 1, 1, 0, 1, 1, 0, 0], bool), featex=np.array([1, 1, 0, 0, 0, 1, 1, 0], bool))
  return np.eye(CLASSES, dtype=np.float32)[[0, 3, 1, 4, 2, 2, 0, 1]], draws


def run_step(system, wave, dtype, jiggle=None, steps=3):
  """jiggle: a seed; every number of the network is then changed by up to 3e-7 of itself."""
  model = direct_act.Model(SAMPLES, CLASSES) if system == "direct_act" else reference.Model(system, SAMPLES, CLASSES)
  model = load_formula(model).to(dtype).train()
  if jiggle is not None:
    generator = torch.Generator().manual_seed(jiggle)
    with torch.no_grad():
      for parameter in model.parameters():
        parameter.mul_(1 + 3e-7 * (2 * torch.rand(parameter.shape, generator=generator, dtype=dtype) - 1))
  heads = [h for h in (model.supervised, model.self_supervised) if h is not None]
  for h in heads:  # the start is a formula too: not rounded to float32 on the float64 side
    h.scale.fill_(math.sqrt(2) * math.log(h.classes * h.subclusters - 1))
  adam = (direct_act if system == "direct_act" else reference).adam(model)
  y, draws = step_inputs(system)
  wave, y = torch.from_numpy(wave).to(dtype), torch.from_numpy(y).to(dtype)
  draws = {k: tensor(v, dtype) for k, v in draws.items()}
  out = {"scale_before": np.array([h.scale.item() for h in heads])}
  trace, losses = {}, []
  for i in range(steps):
    both = model(wave, y, draws, trace=trace if i == 0 else None)
    adam.zero_grad()
    sum(both).backward()
    losses.append([l.item() for l in both][: len(heads)])
    if i == 0:
      gradients = {k: p.grad.double().numpy().copy() for k, p in model.named_parameters()}
    adam.step()
    if i == 0:
      out["scale_after"] = np.array([h.scale.item() for h in heads])
      parameters = {k: p.detach().double().numpy().copy() for k, p in model.named_parameters()}
      running = {k: v.double().numpy().copy() for k, v in model.state_dict().items() if ".running_" in k}
  for k in ("mixed_label", "statex_label", "embedding", "featex_embedding", "featex_label"):
    if k in trace:
      out[k] = trace[k].detach().double().numpy()
  for k in ("mixed_wave", "spectrum", "spectrogram"):
    out[k + "_samples"] = sample(trace[k].double().numpy())
    out[k + "_norm"] = np.array([trace[k].double().norm().item()])
  probes = {k: formula("probe/" + k, g.shape, 1.0).astype(np.float64) for k, g in gradients.items()}
  out.update(
    wave_samples=sample(wave.float().numpy()), losses=np.array(losses),
    gradient_norms=np.array([np.linalg.norm(g) for g in gradients.values()]),
    gradient_probes=np.array([(g * probes[k]).sum() for k, g in gradients.items()]),
    gradient_samples=np.stack([sample(g) for g in gradients.values()]),
    adam_samples=np.stack([sample(p) for p in parameters.values()]),
    running_norms=np.array([np.linalg.norm(v) for v in running.values()]),
    running_samples=np.stack([sample(v) for v in running.values()]))
  return out, gradients, parameters, running


def step_checks(system, wave):
  """The same step with other rounding: float32 with and without oneDNN, and float64 from jiggled numbers."""
  yield "float32", run_step(system, wave, torch.float32)
  with torch.backends.mkldnn.flags(enabled=False):
    yield "float32 without oneDNN", run_step(system, wave, torch.float32)
  for seed in range(6):
    yield f"jiggled {seed}", run_step(system, wave, torch.float64, seed)


def gradient_errors(gradients, truth):
  """Relative error of every parameter's gradient; 0 where the gradient is nothing but rounding."""
  return {k: relative(g, truth[k]) if np.linalg.norm(truth[k]) > 1e-12 else 0.0 for k, g in gradients.items()}


def choose_wave(system, limit=1e-4):
  """Prints what STEP_WAVES should say."""
  for i in range(200):
    wave = machine(f"step{i}", BATCH, SAMPLES)
    truth = run_step(system, wave, torch.float64)[1]
    worst = 0.0
    for _, (_, gradients, _, _) in step_checks(system, wave):
      worst = max(worst, *gradient_errors(gradients, truth).values())
      if worst > limit:
        break
    print(system, i, f"{worst:.1e}", flush=True)
    if worst <= limit:
      return


def training_step(system):
  name = STEP_WAVES[system]
  wave = machine(name, BATCH, SAMPLES)
  y, draws = step_inputs(system)
  out, gradients, parameters, running = run_step(system, wave, torch.float64)
  agreement, worst = {}, dict.fromkeys(gradients, 0.0)
  safe = np.ones_like(out["adam_samples"], bool)
  for check, (out2, gradients2, parameters2, running2) in step_checks(system, wave):
    errors = gradient_errors(gradients2, gradients)
    worst = {k: max(worst[k], e) for k, e in errors.items()}
    safe &= np.abs(out2["adam_samples"] - out["adam_samples"]) < 1e-6
    flipped = sum(int((np.abs(parameters2[k] - p) > 1e-6).sum()) for k, p in parameters.items())
    if not check.startswith("float32"):
      continue
    agreement[check] = {k: relative(out2[k], out[k]) for k in out if k != "wave_samples" and not k.endswith("label")}
    agreement[check].update(
      gradient_median=float(np.median(list(errors.values()))), gradient_max=max(errors.values()),
      running_max=max(relative(running2[k], v) for k, v in running.items()),
      adam_entries_off_by_more_than_1e_6=f"{flipped} of {sum(p.size for p in parameters.values())}")
  case(f"step_{system}", "train",
       "One training step from formula weights. losses has one row for each of three steps on the same batch; all else "
       "is of the first: scale_after, gradients before Adam, adam_samples and running statistics after it. adam_safe "
       "is 0 where rounding alone can turn Adam's first step, 1e-3 g / (|g| + 1e-7), around. Where zero_gradient is "
       "true the gradient is 0 but for rounding: compare its size only.",
       dict(y=y, lam=draws["lam"], **{k: draws[k] for k in STEP_DRAWS[system]}), dict(out, adam_safe=safe),
       samples=SAMPLES, classes=CLASSES, wave=f'machine("{name}", {BATCH}, {SAMPLES})',
       heads=["supervised", "self_supervised"][: len(out["scale_before"])],
       parameters=[{"key": k, "shape": list(g.shape), "decayed": system == "direct_act" or reference.is_decayed(k),
                    "zero_gradient": bool(np.linalg.norm(g) < 1e-12), "worst_relative_error": worst[k]}
                   for k, g in gradients.items()],
       running=[{"key": k, "shape": list(v.shape)} for k, v in running.items()],
       adam=dict(lr=1e-3, eps=1e-7, betas=[0.9, 0.999], weight_decay=1e-5 if system == "direct_act" else 2e-5),
       worst_gradient_error=max(worst.values()), adam_unsafe=int((~safe).sum()), float32_vs_float64=agreement)


def scales():
  """Embeddings and centres that make given cosines; the scale after each of five steps with them unchanged."""
  def problem(name, batch, classes, subclusters, dim, pull, soft, start, bound=1000.0):
    centres = formula(f"{name}/centres", (classes * subclusters, dim), 1.0)
    y = soft_labels(f"{name}/y", batch, classes) if soft else np.eye(classes, dtype=np.float32)[np.arange(batch) * 7 % classes]
    noise = formula(f"{name}/embedding", (batch, dim), 1.0)
    target = centres[y.argmax(1) * subclusters + np.arange(batch) % subclusters]
    embedding = (pull * target + (1 - pull) * noise).astype(np.float32)
    start = math.sqrt(2) * math.log(classes * subclusters - 1) if start is None else start
    head = reference.SubclusterAdaCos(classes, subclusters, dim, bound=bound)
    runs = {}
    for dtype in (torch.float32, torch.float64):
      with torch.no_grad():
        head = head.to(dtype)
        head.centres.copy_(torch.from_numpy(centres))
        cosines = head.cosines(torch.from_numpy(embedding).to(dtype))
        s, history, plain = torch.tensor(start, dtype=dtype), [], []
        for _ in range(5):
          plain.append(torch.exp(s * cosines).sum().item())
          s = reference.next_scale(s, cosines, torch.from_numpy(y).to(dtype), bound)
          history.append(s.item())
      runs[dtype] = np.array(history)
      if dtype == torch.float32:
        overflows = not np.isfinite(plain).all()
    angles = torch.acos(cosines).view(batch, classes, -1).sum(2)
    case(name, "train", "The scale after each of five updates, embedding and centres unchanged.",
         dict(embedding=embedding, centres=centres, y=y), dict(cosines=cosines.float(), scale=runs[torch.float64]),
         classes=classes, subclusters=subclusters, dim=dim, start=start, bound=bound,
         median_angle=(tensor(y) * angles).sum(1).median().item(), largest_cosine=cosines.max().item(),
         sum_of_exp_overflows_float32=overflows,
         float32_vs_float64=dict(scale=relative(runs[torch.float32], runs[torch.float64])))

  problem("scale_ordinary", 8, 5, 16, 12, 0.2, True, None)
  problem("scale_bound", 8, 5, 16, 12, 0.9, False, 400.0)
  problem("scale_overflow", 8, 5, 16, 12, 0.6, True, 150.0)
  problem("scale_own_bound", 7, 3, 4, 8, 0.8, False, 20.0, 30.0)
  problem("scale_small_angle", 6, 3, 1, 8, 0.6, False, None)


def exchanges():
  def labels(name, batch, classes):
    return soft_labels(f"{name}/y", batch, classes)

  for batch in 4, 5:  # of an odd batch, the middle one is its own partner
    x, y = formula(f"mixup{batch}/x", (batch, 6), 1.0), labels(f"mixup{batch}", batch, 3)
    lam, apply = formula(f"mixup{batch}/lam", (batch,), 0.5, 0.5), np.array([1, 0, 1, 1, 1], bool)[:batch]
    out_x, out_y = reference.mixup(*map(tensor, (x, y, lam, apply)))
    case(f"mixup{batch}", "none", "x and y mixed with the mirrored batch.",
         dict(x=x, y=y, lam=lam, apply=apply), dict(x_mixed=out_x, y_mixed=out_y))

  tiny = np.array([[[1, 2, 6], [0, 0, 0]], [[2, 4, 0], [3, 3, 9]]], np.float32)  # 2 clips of 2 frames; one is silent
  four = np.abs(formula("statex4/x", (4, 3, 5), 2.0))
  four[2, 1] = 0  # a silent frame
  five = np.abs(formula("statex5/x", (5, 4, 3), 2.0))
  for name, x, apply, axis in (
      ("statex_tiny", tiny, [1, 1], "frequency"), ("statex4", four, [1, 0, 1, 1], "frequency"),
      ("statex5", five, [1, 1, 1, 0, 1], "frequency"), ("statex_time4", four, [1, 0, 1, 1], "time"),
      ("statex_time5", five, [1, 1, 1, 0, 1], "time")):
    y, apply = labels(name, len(x), 3), np.array(apply, bool)
    out_x, out_y = reference.statex(*map(tensor, (x, y, apply)), axis=axis)
    case(name, "none", "Mean and population deviation come from the mirrored batch; label [y,0,0] or [0,y/2,partner/2].",
         dict(x=x, y=y, apply=apply), dict(x_exchanged=out_x, y_exchanged=out_y), axis=axis,
         statistics={"frequency": "one pair for each clip and frame, over the bins",
                     "time": "one pair for each clip and bin, over the frames"}[axis])

  for batch in 4, 5:
    e1, e2 = formula(f"featex{batch}/e1", (batch, 2), 1.0), formula(f"featex{batch}/e2", (batch, 3), 1.0)
    y, apply = labels(f"featex{batch}", batch, 3), np.array([1, 0, 1, 1, 0], bool)[:batch]
    out_e, out_y = reference.featex(*map(tensor, (e1, e2, y, apply)))
    case(f"featex{batch}", "none", "e1 (spectrum) stays, e2 (spectrogram) comes from the mirrored batch.",
         dict(e1=e1, e2=e2, y=y, apply=apply), dict(e_exchanged=out_e, y_exchanged=out_y))

  y = np.eye(2, dtype=np.float32)[[0, 1, 1, 0]]
  lam, masks = formula("labels/lam", (4,), 0.5, 0.5), np.array([[1, 0, 0, 0], [1, 1, 0, 0], [0, 1, 0, 1]], bool)
  mixed = reference.mixup(torch.zeros(4, 1, dtype=torch.float64), *map(tensor, (y, lam, masks[0])))[1]
  after_statex = reference.exchange_label(mixed, tensor(masks[1]))
  after_featex = reference.exchange_label(after_statex, tensor(masks[2]))
  case("labels", "none", "C = 2 through mixup, StatEx, FeatEx: 2, 6 and 18 classes.",
       dict(y=y, lam=lam, mixup=masks[0], statex=masks[1], featex=masks[2]),
       dict(mixed=mixed, after_statex=after_statex, after_featex=after_featex))


def adacos():
  classes, subclusters, dim, batch = 3, 4, 8, 6
  embedding, centres = formula("adacos/embedding", (batch, dim), 1.0), formula("adacos/centres", (12, dim), 1.0)
  y = soft_labels("adacos/y", batch, classes)
  for name, mode, start in (
      ("adacos_eval", "eval", 5.0), ("adacos_train", "train", math.sqrt(2) * math.log(11)),
      ("adacos_eval_large", "eval", 1000.0)):
    runs = {}
    for dtype in (torch.float32, torch.float64):
      head = reference.SubclusterAdaCos(classes, subclusters, dim).to(dtype).train(mode == "train")
      with torch.no_grad():
        head.centres.copy_(torch.from_numpy(centres))
        head.scale.fill_(start)
      e = torch.from_numpy(embedding).to(dtype).requires_grad_()
      loss = head(e, torch.from_numpy(y).to(dtype))
      loss.backward()
      runs[dtype] = dict(loss=np.array([loss.item()]), scale=np.array([head.scale.item()]),
                         gradient_embedding=e.grad.numpy(), gradient_centres=head.centres.grad.numpy())
    case(name, mode, "A small head: loss, scale used, and the gradients of the loss.",
         dict(embedding=embedding, centres=centres, y=y), runs[torch.float64],
         classes=classes, subclusters=subclusters, dim=dim, start=start, bound=1000.0,
         float32_vs_float64={k: relative(runs[torch.float32][k], v) for k, v in runs[torch.float64].items()})


def adaproj():
  classes, dimension, dim, batch = 4, 3, 10, 6
  embedding, subspaces = formula("adaproj/embedding", (batch, dim), 1.0), formula("adaproj/subspaces", (classes * dimension, dim), 1.0)
  y = soft_labels("adaproj/y", batch, classes)
  for name, training, pull, start in (
      ("adaproj_eval", False, 0.0, 5.0), ("adaproj_train", True, 0.0, math.sqrt(2) * math.log(3)), ("adaproj_near", True, 0.8, 4.0)):
    near = subspaces.reshape(classes, dimension, dim)[y.argmax(1)].sum(1)
    given = (pull * near + (1 - pull) * embedding).astype(np.float32)
    head = direct_act.AdaProj(classes, dimension, dim).double().train(training)
    with torch.no_grad():
      head.subspaces.copy_(torch.from_numpy(subspaces))
      head.scale.fill_(start)
    e, scales = torch.from_numpy(given).double().requires_grad_(), []
    loss = head(e, torch.from_numpy(y).double())
    loss.backward()
    with torch.no_grad():
      for _ in range(5):
        scales.append(head.scale.item())
        head(e, torch.from_numpy(y).double())
    case(name, "train" if training else "eval", "A small head: loss, its gradients, and the scale after each of five steps with nothing else changed.",
         dict(embedding=given, subspaces=subspaces, y=y),
         dict(loss=np.array([loss.item()]), scale=np.array(scales), cosines=head.cosines(e),
              gradient_embedding=e.grad.numpy(), gradient_subspaces=head.subspaces.grad.numpy()),
         classes=classes, dimension=dimension, dim=dim, start=start, bound=1000.0)


def residual_blocks():
  """The two odd blocks of the published code, written out from its description: [batch, channels, frames, bins]."""
  x = formula("residual/x", (3, 16, 5, 7), 1.0)
  for name, about in (
      ("residual_after_relu", "BN after the inner ReLU, none after the addition"),
      ("residual_skip_path", "the inner BN on the skip path")):
    results = {}
    for mode in "eval", "train":
      block = load_formula(reference.ResidualBlock(16, 16, 1)).double().train(mode == "train")
      data = torch.from_numpy(x).double()
      inner = block.conv1(torch.relu(data))
      if name == "residual_after_relu":
        out = data + block.se(block.conv2(block.norm1(torch.relu(inner))))
      else:
        out = block.norm(block.norm1(data) + block.se(block.conv2(torch.relu(inner))))
      results[mode] = out
    case(name, "both", about + "; weights and running statistics by formula.", dict(x=x), results)


def arithmetic():
  """What hooks on the layers see while a clip passes: weights times positions, and whether a gradient goes further back."""
  def layers(samples):
    network, seen = reference.EmbeddingNetwork(samples), {}

    def note(name):
      def hook(layer, inputs, output):
        positions = output[0].numel() // output.shape[1]
        seen[name] = dict(multiply_accumulates=layer.weight.numel() * positions, input_gradient=inputs[0].requires_grad)
      return hook

    for name, layer in network.named_modules():
      if isinstance(layer, (torch.nn.Conv1d, torch.nn.Conv2d, torch.nn.Linear)):
        layer.register_forward_hook(note(name))
    network(torch.zeros(2, samples))
    return seen

  lengths = [288000, 160000, 32000, 8000]
  case("arithmetic", "train", "Multiply-accumulates of the convolutions and dense layers for one clip.", samples=lengths,
       multiply_accumulates=[sum(l["multiply_accumulates"] for l in layers(n).values()) for n in lengths],
       layers=layers(lengths[0]))


def readable(node, indent=0):
  """JSON with everything on one line that fits one."""
  line = json.dumps(node, ensure_ascii=False)
  if len(line) + indent <= 160 or not isinstance(node, (dict, list)):
    return line
  inner = " " * (indent + 1)
  if isinstance(node, list):
    return "[\n" + ",\n".join(inner + readable(v, indent + 1) for v in node) + "\n" + " " * indent + "]"
  items = (f"{inner}{json.dumps(k, ensure_ascii=False)}: {readable(v, indent + 1)}" for k, v in node.items())
  return "{\n" + ",\n".join(items) + "\n" + " " * indent + "}"


def main():
  torch.set_num_threads(1)
  for folder in HERE.iterdir():
    if folder.is_dir() and any(folder.glob("*.npy")):
      shutil.rmtree(folder)
  random_generator()
  features()
  log_mel()
  embeddings("embedding_2s", 32000, machine("embedding_2s", 2, 32000), 'machine("embedding_2s", 2, 32000)')
  embeddings("embedding_18s", 288000, formula("wave/embedding_18s", (2, 288000), 0.3),
             'noise("embedding_18s", 2, 288000, 0.3)')
  training_step("proposed")
  training_step("baseline")
  training_step("direct_act")
  scales()
  exchanges()
  adacos()
  adaproj()
  residual_blocks()
  arithmetic()
  conventions = {
    "formula": "TruthRandom.Fill(name, n, amplitude, offset): seed = FNV-1a 64 of the UTF-8 name; z_i = splitmix64 "
               "finaliser of seed + (i+1) 0x9E3779B97F4A7C15; u = (z_i >> 40) / 2^24; value = float32(offset + "
               "(2u - 1) amplitude), one cast at the end of double arithmetic; arrays row-major",
    "weights": "name = state-dict key from the root of Model (network. ..., supervised. ..., self_supervised. ...). "
               "Kernels of 2 and more dimensions and centres: amplitude sqrt(6 / ((d0 + d1) * product(d2...))). "
               "BatchNorm: weight 1 + amplitude 0.2, bias amplitude 0.1, running_mean amplitude 0.1, running_var "
               "1 + amplitude 0.2. scale starts at sqrt(2) ln(classes * subclusters - 1)",
    "machine(name, batch, samples)": "float32(noise + gate * (4 * |phase - 0.5| - 1)) in double; noise = (2u - 1) * 0.1 "
               "of \"wave/\" + name over [batch, samples]; phase = ((i * (200 + 137 b)) mod 16000) / 16000.0; gate = 0.4 "
               "if (i / 4000 + b) mod 3 == 0 else 0.1, in integers; b the clip, i the sample",
    "noise(name, batch, samples, amplitude)": "formula of \"wave/\" + name",
    "samples": "*_samples hold the 32 entries (i * 7919 + 13) mod n, i = 0..31, of the flattened array",
    "probes": "gradient_probes = sum of gradient * formula(\"probe/\" + key, amplitude 1)",
    "rows": "row r of gradient_*, adam_samples belongs to parameters[r]; of running_* to running[r]; of activation_* "
            "to activations[r]",
    "precision": "results were computed in float64 from float32 inputs; float32_vs_float64 = |a - b| / |b| of whole "
                 "arrays, for PyTorch's float32",
    "masks": "booleans are int64 0 and 1"}
  text = readable({"torch": torch.__version__, "conventions": conventions, "cases": manifest})
  (HERE / "manifest.json").write_text(text + "\n", encoding="utf-8")
  total = sum(f.stat().st_size for f in HERE.rglob("*") if f.is_file() and "__pycache__" not in f.parts)
  print(f"{len(manifest)} cases, {total / 1000:.0f} kB")
  for name, entry in manifest.items():
    print(name, json.dumps(entry.get("float32_vs_float64", {})))


if __name__ == "__main__":
  main()
