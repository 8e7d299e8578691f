#include "pipeline/files.h"

#include <system_error>

#include "core/error.h"
#include "core/message.h"

namespace codau::pipeline {

void remove_tree(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::remove_all(path, error);
  if (error) {
    throw Error(ErrorCode::kOutput, path.string() + ": " +
                                        both("không xóa được", "cannot be removed") + ": " +
                                        system_message(error.value()));
  }
}

}  // namespace codau::pipeline
