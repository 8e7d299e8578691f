// record/rows/source_map.h — traces values back to the page: the text as read, the changes since,
// the place on the page, and the confidence.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::record {

/// Computes the edits that turn `before` into `after`, by Unicode character. If more than 600 edits
/// are needed, returns one change of the whole text. Source: Myers, An O(ND) Difference Algorithm,
/// 1986. Law: apply(changes, before) == after.
[[nodiscard]] std::vector<Change> compute_edits(std::string_view before, std::string_view after);
/// Computes the same edits without their texts, which may be as long as the document.
[[nodiscard]] std::vector<Change> compute_edit_ranges(std::string_view before,
                                                      std::string_view after);

/// The text as read of a value, and all changes since: restoration, and cleaning of cells and
/// lines.
struct SourceReading {
  /// The text as read.
  std::string ocr;
  std::vector<Change> changes;  ///< apply(changes, ocr) is the value
};
/// The place of a value on the pages.
struct PageLocation {
  std::optional<std::uint32_t> page_from, page_to;  ///< nothing: plain text
  std::string boxes;  ///< JSON list of page, x, y, w, h; empty: no image
};

/// Answers questions about byte ranges of the restored text. Keeps a reference to the document. The
/// argument `pieces` is the result of pieces().
class SourceMap {
 public:
  explicit SourceMap(const RestoredDocument& document);

  /// Returns the parts of the text that a field was read from. `source`: range of the field.
  /// `rows`: ranges of its table row. The result is `source`, unless the field is a cell that
  /// continues in another row or on another page. Then the result is one range for each part of the
  /// cell. The time depends on the rows and on the cells inside `source`, not on the rest of the
  /// document.
  [[nodiscard]] std::vector<ByteRange> pieces(ByteRange source,
                                              std::span<const ByteRange> rows) const;
  /// Returns the text as read of the pieces, joined by one space, and the changes that lead to
  /// `value`.
  [[nodiscard]] SourceReading reading(std::span<const ByteRange> pieces,
                                      std::string_view value) const;
  /// Returns the text of one range as read, before restoration.
  [[nodiscard]] std::string as_read(ByteRange source) const;
  /// Returns the pages of the pieces, and one box for each page around all words there.
  [[nodiscard]] PageLocation place(std::span<const ByteRange> pieces) const;
  /// Return the lowest, or the mean, confidence of the words; nothing if there are no words. Doubts
  /// of restoration lower the confidence of a word.
  [[nodiscard]] std::optional<double> min_confidence(std::span<const ByteRange> pieces) const;
  [[nodiscard]] std::optional<double> mean_confidence(std::span<const ByteRange> pieces) const;
  /// Returns the product of the confidences of all words; 1 if there are no words.
  [[nodiscard]] double joint_confidence(std::span<const ByteRange> pieces) const;
  /// Returns whether restoration found two readings of a word that are nearly equally likely.
  [[nodiscard]] bool is_ambiguous(std::span<const ByteRange> pieces) const;
  /// Returns whether restoration left a word as printed although another word is likelier there.
  /// The author may have mistyped the word.
  [[nodiscard]] bool may_be_misprint(std::span<const ByteRange> pieces) const;

 private:
  [[nodiscard]] IndexRange lines_in(ByteRange range) const;
  [[nodiscard]] IndexRange words_in(ByteRange range) const;
  [[nodiscard]] std::span<const TextCell> cells_in(ByteRange range) const;
  [[nodiscard]] IndexRange doubts_in(ByteRange range) const;
  [[nodiscard]] bool is_changed(ByteRange word) const;
  [[nodiscard]] double confidence_of(std::size_t word) const;

  const RestoredDocument& document_;
  bool cells_ascend_;  ///< whether cells ascend; always in text, not always in page JSON
};

}  // namespace codau::record
