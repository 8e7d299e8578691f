// restore/text/line_endings.h — replaces the line ends of a text by line feeds before restoration,
// and puts the original line ends back afterwards.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::restore {

/// A text with line ends CR LF, CR or LF, perhaps mixed (the input), and its copy with LF only.
/// Laws: inputs that differ only in their line ends have the same text(); put_back() of the
/// unchanged text() gives the input.
class LineEndings {
 public:
  /// Replaces the line ends of `input`, which must outlive this object.
  explicit LineEndings(std::string_view input);

  /// Returns the input with LF for each line end. Valid while this object and the input exist.
  [[nodiscard]] std::string_view text() const { return ends_.empty() ? input_ : text_; }
  /// Returns the bytes of text() that correspond to the bytes `r` of the input.
  [[nodiscard]] ByteRange to_text(ByteRange r) const;
  /// Turns `restored`, the restoration of text(), into the restoration of the input. Puts the
  /// original line ends back, and moves the ranges of changes, doubts and tokens to match.
  /// Precondition: `restored` has as many line feeds as text().
  [[nodiscard]] Restoration put_back(Restoration restored) const;

 private:
  enum class End : std::uint8_t { kFeed, kReturn, kBoth };

  std::string_view input_;
  std::string text_;
  std::vector<End> ends_;                    ///< by line; empty if the input has no CR
  std::vector<std::uint32_t> crlf_offsets_;  ///< bytes of text() that were CR LF, ascending
};

}  // namespace codau::restore
