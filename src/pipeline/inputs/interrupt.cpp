#include "pipeline/inputs/interrupt.h"

#include "core/error.h"
#include "core/message.h"

namespace codau::pipeline {

bool is_stop_requested(const RunHooks& hooks) { return hooks.stopped && hooks.stopped(); }

void throw_if_stopped(const RunHooks& hooks) {
  if (is_stop_requested(hooks)) {
    throw Error(ErrorCode::kInterrupted,
                both("đã dừng: phần đã xong được giữ lại; gõ lại đúng lệnh đó để chạy tiếp",
                     "interrupted: what was finished is kept; the same command goes on from "
                     "there"));
  }
}

}  // namespace codau::pipeline
