// record/rows/source_map.h — from a value back to the page: what was read there, what was changed,
// where it stands and how sure it is.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::record {

/// What became of a text on its way to a value. Law: apply(changes, before) == after, for the edits
/// that turn `before` into `after`, few and short.
[[nodiscard]] std::vector<Change> compute_edits(std::string_view before, std::string_view after);
/// The same without their texts: one may be a section as long as its document.
[[nodiscard]] std::vector<Change> compute_edit_ranges(std::string_view before,
                                                      std::string_view after);

/// A value as it was read, and every change since: restoration and the cleaning of cells and lines.
struct SourceReading {
  std::string ocr;
  std::vector<Change> changes;  ///< apply(changes, ocr) is the value
};
struct PageLocation {
  std::optional<std::uint32_t> page_from, page_to;  ///< nothing for plain text
  std::string boxes;  ///< JSON list of page, x, y, w, h; empty where there is no image
};

/// Answers for ranges of the restored text. Keeps a reference to the document.
class SourceMap {
 public:
  explicit SourceMap(const RestoredDocument& document);

  /// The parts that a field was read from: `source`, or, when a cell goes on in another row or
  /// page, its cells one by one. `rows` are the row's pieces. The time is that of the rows and of
  /// the cells in `source`, whatever else the document holds.
  [[nodiscard]] std::vector<ByteRange> pieces(ByteRange source,
                                              std::span<const ByteRange> rows) const;
  /// Pieces are joined by one space.
  [[nodiscard]] SourceReading reading(std::span<const ByteRange> pieces,
                                      std::string_view value) const;
  /// The untouched text of one range.
  [[nodiscard]] std::string as_read(ByteRange source) const;
  [[nodiscard]] PageLocation place(std::span<const ByteRange> pieces) const;
  /// Least and mean confidence of the words, doubts of restoration counted; nothing without words.
  [[nodiscard]] std::optional<double> min_confidence(std::span<const ByteRange> pieces) const;
  [[nodiscard]] std::optional<double> mean_confidence(std::span<const ByteRange> pieces) const;
  /// The product of the confidences of all words: 1 without words.
  [[nodiscard]] double joint_confidence(std::span<const ByteRange> pieces) const;
  /// True when restoration had nearly as good another reading somewhere in there.
  [[nodiscard]] bool is_ambiguous(std::span<const ByteRange> pieces) const;
  /// True when a word was left as it is printed although another one is likelier there: an error of
  /// whoever typed it, perhaps.
  [[nodiscard]] bool may_be_misprint(std::span<const ByteRange> pieces) const;

 private:
  [[nodiscard]] IndexRange lines_in(ByteRange range) const;
  [[nodiscard]] IndexRange words_in(ByteRange range) const;
  [[nodiscard]] std::span<const TextCell> cells_in(ByteRange range) const;
  [[nodiscard]] IndexRange doubts_in(ByteRange range) const;
  [[nodiscard]] bool is_changed(ByteRange word) const;
  [[nodiscard]] double confidence_of(std::size_t word) const;

  const RestoredDocument& document_;
  bool cells_ascend_;  ///< as they do in every text; those of a page are what its JSON says
};

}  // namespace codau::record
