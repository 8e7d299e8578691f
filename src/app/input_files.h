// app/input_files.h — reads files of the command line, or standard input, as one stream of bytes.
#pragma once

#include <cstddef>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace codau::app {

/// Returns the error of a file that cannot be opened or read, by errno. The code is kUsage if the
/// file does not exist, else kInput.
[[nodiscard]] Error make_read_error(const std::string& name);

/// Reads files in order; "-" or an empty list means standard input. Throws the error of
/// make_read_error(), and Error{kUsage} for UTF-16, in whose bytes no change could be undone.
class InputFiles {
 public:
  explicit InputFiles(std::vector<std::string> names);

  /// Returns the name of the first file, as messages show it.
  [[nodiscard]] std::string name() const;
  /// Fills `buffer` of `size` bytes and returns the number of bytes; 0 at the end.
  std::size_t read(char* buffer, std::size_t size);

 private:
  struct FileCloser {
    void operator()(std::FILE* file) const noexcept {
      if (file != stdin) std::fclose(file);
    }
  };

  void refuse_utf16(std::string_view begin) const;
  bool open_next();

  std::vector<std::string> names_;
  std::size_t next_ = 0;
  bool is_new_ = false;  // no byte of the open file has been read
  std::unique_ptr<std::FILE, FileCloser> open_;
};

}  // namespace codau::app
