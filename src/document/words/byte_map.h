// document/words/byte_map.h — maps each byte of a text to a byte of another text, in little memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace codau::document {

/// A list of numbers, most of which are one more than the number before. Only the others take
/// memory, 8 bytes each. Law: it has the same numbers as a std::vector filled in the same way.
class ByteMap {
 public:
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  /// Precondition: index < size().
  [[nodiscard]] std::uint32_t operator[](std::size_t index) const;
  [[nodiscard]] std::uint32_t front() const { return (*this)[0]; }

  void push_back(std::uint32_t number);
  /// Appends the elements `begin` to `end` - 1 of another list, each increased by `by`.
  void append(const ByteMap& other, std::size_t begin, std::size_t end, std::uint32_t by);
  void shrink_to_fit() { runs_.shrink_to_fit(); }

 private:
  struct Run {
    std::uint32_t begin, number;  ///< index and number of its first element
  };
  [[nodiscard]] std::size_t run_of(std::size_t index) const;

  std::vector<Run> runs_;
  std::uint32_t size_ = 0;
};

}  // namespace codau::document
