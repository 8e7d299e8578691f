// restore/text/line_endings.h — replaces line ends by line feeds before a text is read and restores
// them after.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::restore {

/// A text with line ends CR LF, CR or LF, shown with LF only.
/// Laws: whatever the line ends, text() is the same; restore() of the unchanged text() is the
/// input.
class LineEndings {
 public:
  /// Takes the line ends off `input`, which is kept by reference.
  explicit LineEndings(std::string_view input);

  [[nodiscard]] std::string_view text() const { return ends_.empty() ? input_ : text_; }
  /// Returns the range in text() of the bytes `r` of the input.
  [[nodiscard]] ByteRange to_text(ByteRange r) const;
  /// Returns `restored`, a result for text(), as a result for the input. Precondition: `restored`
  /// has the line feeds of text().
  [[nodiscard]] Restoration restore(Restoration restored) const;

 private:
  enum class End : std::uint8_t { kFeed, kReturn, kBoth };

  std::string_view input_;
  std::string text_;
  std::vector<End> ends_;                    ///< of all lines; empty if all are line feeds
  std::vector<std::uint32_t> crlf_offsets_;  ///< bytes of text() that were CR LF
};

}  // namespace codau::restore
