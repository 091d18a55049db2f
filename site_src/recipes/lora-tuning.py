"""Tune a language model with LoRA on prompts and answers of your own; needs one GPU."""

from datasets import load_dataset
from peft import LoraConfig
from transformers import AutoTokenizer
from trl import SFTConfig, SFTTrainer

BASE = "Qwen/Qwen3-8B"  # read the licence; pin the revision

# One JSON object a line: {"prompt": "...", "completion": "..."}; loss on the completion alone.
data = load_dataset("json", data_files="examples.jsonl", split="train")
parts = data.train_test_split(test_size=0.1, seed=0)
tokenizer = AutoTokenizer.from_pretrained(BASE, revision="main")

adapter = LoraConfig(
    r=16,  # vLLM serves more only when told so
    lora_alpha=32,
    lora_dropout=0.05,
    target_modules="all-linear",  # the default is two layers of attention
    task_type="CAUSAL_LM",
)
settings = SFTConfig(
    output_dir="adapter",
    learning_rate=2e-4,  # the default of 2e-5 is for full tuning
    num_train_epochs=2,
    per_device_train_batch_size=4,
    gradient_accumulation_steps=4,
    max_length=2048,  # longer rows are cut
    eval_strategy="epoch",
    seed=0,
)
trainer = SFTTrainer(
    model=BASE, args=settings, peft_config=adapter, processing_class=tokenizer,
    train_dataset=parts["train"], eval_dataset=parts["test"],
)  # fmt: skip
trainer.train()
trainer.save_model("adapter")
