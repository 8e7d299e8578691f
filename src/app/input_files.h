// app/input_files.h — reads the files of the command line, or standard input, as one byte stream.
#pragma once

#include <cstddef>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace codau::app {

/// Returns the error for the file `name`, which could not be opened or read. The caller throws it.
/// The code is kUsage if the file does not exist, else kInput. Takes the cause from errno, so call
/// this at once after the failure.
[[nodiscard]] Error make_read_error(const std::string& name);

/// Reads several files, one after another, as one byte stream.
class InputFiles {
 public:
  /// `names`: the files in the order of reading; "-" is standard input. An empty `names` also means
  /// standard input. Opens no file yet.
  explicit InputFiles(std::vector<std::string> names);

  /// Returns the name of the first file, for messages; "stdin" for standard input.
  [[nodiscard]] std::string name() const;
  /// Reads at most `size` bytes into `buffer`; `size` is at least 1. Returns the number of bytes; 0
  /// after the last file. One call never joins bytes of two files. Throws:
  /// 1. Error{kUsage}: a file does not exist, or its first bytes are those of UTF-16 text. The
  ///    message then tells how to convert the file to UTF-8.
  /// 2. Error{kInput}: a file cannot be opened or read.
  std::size_t read(char* buffer, std::size_t size);

 private:
  struct FileCloser {
    void operator()(std::FILE* file) const noexcept {
      if (file != stdin) std::fclose(file);
    }
  };

  /// Throws Error{kUsage} if `begin`, the first bytes of a file, is UTF-16.
  void refuse_utf16(std::string_view begin) const;
  /// Opens the next file; returns false after the last file.
  bool open_next();

  std::vector<std::string> names_;
  std::size_t next_ = 0;
  bool is_new_ = false;  // no byte of the open file has been read
  std::unique_ptr<std::FILE, FileCloser> open_;
};

}  // namespace codau::app
