// restore/text/frame.h — how the lines of a text end, taken off before it is read and put back
// after.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::restore {

/// A text whose lines end in CR LF, in CR or in LF as one whose lines all end in LF.
/// Laws: whatever the line ends, text() is the same; put_back() of it unchanged is the input.
class Frame {
 public:
  /// `input` is kept by reference.
  explicit Frame(std::string_view input);

  [[nodiscard]] std::string_view text() const { return ends_.empty() ? input_ : text_; }
  /// Where the bytes `r` of the input are in text().
  [[nodiscard]] Bytes to_text(Bytes r) const;
  /// Of the input what `restored` is of text(). Precondition: it has the line feeds of text().
  [[nodiscard]] Restored put_back(Restored restored) const;

 private:
  enum class End : std::uint8_t { kFeed, kReturn, kBoth };

  std::string_view input_;
  std::string text_;
  std::vector<End> ends_;            ///< of all lines; none where all are line feeds
  std::vector<std::uint32_t> both_;  ///< the bytes of text() at which a return was taken off
};

}  // namespace codau::restore
