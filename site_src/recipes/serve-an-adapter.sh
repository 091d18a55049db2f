#!/bin/sh
# Serve a base model and a LoRA adapter beside it from one GPU; in an environment of its own.
set -eu

vllm serve Qwen/Qwen3-8B \
  --enable-lora \
  --lora-modules tickets=./adapter \
  --max-lora-rank 16 \
  --max-loras 1 \
  --max-model-len 4096 \
  --gpu-memory-utilization 0.90 \
  --api-key "$SERVICE_KEY" &
server=$!

until curl --silent --fail http://127.0.0.1:8000/health; do
  kill -0 "$server"  # stop waiting if it has died
  sleep 5
done

# The adapter answers under its own name, the base under its own.
curl --silent http://127.0.0.1:8000/v1/chat/completions \
  --header "Authorization: Bearer $SERVICE_KEY" \
  --header "Content-Type: application/json" \
  --data '{"model": "tickets", "max_tokens": 20,
           "messages": [{"role": "user", "content": "Queue for: where is my parcel?"}]}'

wait "$server"
