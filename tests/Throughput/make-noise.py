"""A data set of noise in the layout and size of DCASE2023's training clips: 14 machines, 990 + 10 clips of 10 s each.

    make-noise.py OUT [CLIPS_A_MACHINE [SECONDS]]
"""
import struct, sys
from pathlib import Path
import numpy as np

out, clips, seconds = Path(sys.argv[1]), int((sys.argv + [1000] * 4)[2]), float((sys.argv[:4] + [10] * 4)[3])
machines = {"dev_data": "bearing fan gearbox slider ToyCar ToyTrain valve", "eval_data": "bandsaw grinder shaker ToyDrone ToyNscale ToyTank Vacuum"}
random = np.random.default_rng(0)
samples = int(seconds * 16000)
header = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + 2 * samples, b"WAVE", b"fmt ", 16, 1, 1, 16000, 32000, 2, 16, b"data", 2 * samples)
for subset, names in machines.items():
    for machine in names.split():
        folder = out / subset / machine / "train"
        folder.mkdir(parents=True, exist_ok=True)
        for i in range(clips):
            domain = "target" if i >= clips * 99 // 100 else "source"
            noise = random.integers(-8000, 8000, samples, dtype=np.int16)
            (folder / f"section_00_{domain}_train_normal_{i:04}_spd_{i % 10}.wav").write_bytes(header + noise.tobytes())
