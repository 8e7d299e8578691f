// document/words/byte_map.h — where each byte of a text was printed in another one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace codau::document {

/// A list of numbers of which most are one above the one before: it costs 8 bytes for each that is
/// not. Law: it has what a vector of them has.
class ByteMap {
 public:
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  /// Precondition: index < size().
  [[nodiscard]] std::uint32_t operator[](std::size_t index) const;
  [[nodiscard]] std::uint32_t front() const { return (*this)[0]; }

  void push_back(std::uint32_t number);
  /// Numbers `begin` to `end` of another list, each raised by `by`.
  void append(const ByteMap& other, std::size_t begin, std::size_t end, std::uint32_t by);
  void shrink_to_fit() { runs_.shrink_to_fit(); }

 private:
  struct Run {
    std::uint32_t begin, number;  ///< of its first
  };
  [[nodiscard]] std::size_t run_of(std::size_t index) const;

  std::vector<Run> runs_;
  std::uint32_t size_ = 0;
};

}  // namespace codau::document
