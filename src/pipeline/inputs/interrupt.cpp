#include "pipeline/inputs/interrupt.h"

#include "core/error.h"
#include "core/message.h"

namespace codau::pipeline {

bool is_to_stop(const Hooks& hooks) { return hooks.stopped && hooks.stopped(); }

void stop_if_asked(const Hooks& hooks) {
  if (is_to_stop(hooks)) {
    throw Error(ErrorCode::kInterrupted,
                both("đã dừng: phần đã xong được giữ lại; gõ lại đúng lệnh đó để chạy tiếp",
                     "interrupted: what was finished is kept; the same command goes on from "
                     "there"));
  }
}

}  // namespace codau::pipeline
