// app/input_files.h — files of the command line, or standard input, as one stream of bytes.
#pragma once

#include <cstddef>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace codau::app {

/// Why a file cannot be opened or read, by errno: Error{kUsage} where there is none, else kInput.
[[nodiscard]] Error unreadable(const std::string& name);

/// "-", and no name at all, are standard input. Throws Error{kUsage} for UTF-16, in whose bytes no
/// change could be undone, and what unreadable() gives.
class InputFiles {
 public:
  explicit InputFiles(std::vector<std::string> names);

  /// Of the first: how messages call it.
  [[nodiscard]] std::string name() const;
  /// Fills `buffer` of `size` bytes, returns how many; 0 at the end.
  std::size_t read(char* buffer, std::size_t size);

 private:
  struct Close {
    void operator()(std::FILE* file) const noexcept {
      if (file != stdin) std::fclose(file);
    }
  };

  void refuse_wide(std::string_view begin) const;
  bool open_next();

  std::vector<std::string> names_;
  std::size_t next_ = 0;
  bool is_new_ = false;  // nothing of the open file has been read
  std::unique_ptr<std::FILE, Close> open_;
};

}  // namespace codau::app
