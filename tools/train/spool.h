// train/spool.h — numbers in a temporary file: as many as a corpus has, in no memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace codau::train {

/// A nameless file in `folder`, gone when it is closed. Throws Error{kOutput} if there is no room.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& folder);
  void write(const void* data, std::size_t bytes);
  /// What is there from `offset` on, at most `bytes`; returns how much.
  std::size_t read(void* data, std::size_t bytes, std::size_t offset) const;

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::unique_ptr<std::FILE, Close> file_;
};

/// Plain values in a file of their own: first all are appended, then read as often as one likes.
template <class T>
class Spool {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  explicit Spool(const std::string& folder) : file_(folder) { buffer_.reserve(kBuffer); }

  void append(const T& value) {
    buffer_.push_back(value);
    ++size_;
    if (buffer_.size() == kBuffer) flush();
  }
  [[nodiscard]] std::size_t size() const { return size_; }

  /// Reads one value after another. The spool must outlive it and get no more values.
  class Reader {
   public:
    explicit Reader(Spool& spool) : spool_(&spool) { spool.flush(); }
    /// False at the end.
    bool next(T& value) {
      if (at_ == here_.size() && !fill()) return false;
      value = here_[at_++];
      return true;
    }

   private:
    bool fill() {
      here_.resize(kBuffer);
      const std::size_t got = spool_->file_.read(here_.data(), kBuffer * sizeof(T), offset_);
      offset_ += got;
      here_.resize(got / sizeof(T));
      at_ = 0;
      return !here_.empty();
    }
    const Spool* spool_;
    std::vector<T> here_;
    std::size_t at_ = 0, offset_ = 0;
  };

 private:
  static constexpr std::size_t kBuffer = 1U << 16U;
  void flush() {
    file_.write(buffer_.data(), buffer_.size() * sizeof(T));
    buffer_.clear();
  }
  TemporaryFile file_;
  std::vector<T> buffer_;
  std::size_t size_ = 0;
};

}  // namespace codau::train
