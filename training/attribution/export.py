"""From a trained model to what the package ships: the encoder as int8 ONNX, the heads as arrays, the tokenizer."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn
from transformers import BertModel

from training.attribution.model import Model

#: ONNX operators of this version; what the pinned onnxruntime reads.
OPSET = 17


class _Bare(nn.Module):
    """The encoder on one window, all of whose pieces count."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, ids: Tensor) -> Tensor:
        states: Tensor = self.bert(ids, attention_mask=torch.ones_like(ids)).last_hidden_state
        return states


def export(model: Model, tokenizer: Path, folder: Path) -> None:
    """Write `encoder.onnx`, `attribution.npz` and `tokenizer.json` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    bert = model.encoder
    bert.set_attn_implementation("eager")
    with tempfile.TemporaryDirectory() as work:
        plain, fused = Path(work, "plain.onnx"), Path(work, "fused.onnx")
        torch.onnx.export(
            _Bare(bert).eval(),
            (torch.arange(1000, 1064)[None],),
            str(plain),
            input_names=["ids"],
            output_names=["vectors"],
            dynamic_axes={"ids": {1: "pieces"}, "vectors": {1: "pieces"}},
            opset_version=OPSET,
            dynamo=False,
        )
        optimized = optimize_model(
            str(plain),
            model_type="bert",
            num_heads=bert.config.num_attention_heads,
            hidden_size=bert.config.hidden_size,
            opt_level=1,
        )
        optimized.save_model_to_file(str(fused))
        quantize_dynamic(
            fused,
            folder / "encoder.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            # Seven bits: processors without VNNI add pairs of products in sixteen, which eight would overflow.
            reduce_range=True,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    np.savez_compressed(folder / "attribution.npz", **model.weights())
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
