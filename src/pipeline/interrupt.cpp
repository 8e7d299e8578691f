#include "pipeline/interrupt.h"

#include "core/error.h"
#include "core/message.h"

namespace codau::pipeline {

void stop_if_asked(const Hooks& hooks) {
  if (hooks.stopped && hooks.stopped()) {
    throw Error(ErrorCode::kInterrupted,
                both("đã dừng: phần đã xong được giữ lại; gõ lại đúng lệnh đó để chạy tiếp",
                     "interrupted: what was finished is kept; the same command goes on from "
                     "there"));
  }
}

}  // namespace codau::pipeline
