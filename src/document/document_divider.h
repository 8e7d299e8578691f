// document/document_divider.h — finds where further documents of a file begin (standards 13.11).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/values.h"
#include "document/layout/printed_line.h"
#include "document/words/form_patterns.h"

namespace codau::document {

/// The head of a further document of a file.
struct SubDocumentHead {
  std::size_t line = 0;      ///< the first line of its head
  std::uint32_t source = 0;  ///< index of that line in TextDocument::lines
  bool is_attached = false;  ///< another document promulgates it, so it has no number of its own
  std::string promulgator;   ///< the number of that document, as printed here; may be empty
};

/// Returns the head of the second document in `lines`. It has a motto, number and type of its own
/// (page_sequence.h). Or it is the title of a text that the first document promulgates, with "(Ban
/// hành kèm theo Quyết định số …)" below. Appendices, forms, and texts that a plan encloses under
/// its own name do not count.
[[nodiscard]] std::optional<SubDocumentHead> find_sub_document_head(
    const Lexicon& lexicon, const std::vector<PrintedLine>& lines);

/// The lines of one document, and the head of the next.
struct SubDocumentLines {
  std::vector<PrintedLine> lines;
  std::optional<SubDocumentHead> next = {};
};

/// Divides a text into its documents, one after another. Takes time in proportion to the length of
/// the text, even with many documents.
class DocumentDivider {
 public:
  /// Both references must outlive this object. `first_pages`: the pages on which documents begin,
  /// as people gave them (FileHints in read_document.h).
  DocumentDivider(const Lexicon& lexicon, const TextDocument& text,
                  std::span<const std::uint32_t> first_pages = {});
  /// Returns the document that begins with line `first` of the text. Call with the documents in
  /// order. If `is_last`, all remaining lines belong to it.
  [[nodiscard]] SubDocumentLines next_document(std::uint32_t first, bool is_last);

 private:
  [[nodiscard]] SubDocumentLines divide_as_read(std::uint32_t first, bool is_last);
  [[nodiscard]] SubDocumentLines divide_as_given(std::uint32_t first, bool is_last);
  [[nodiscard]] std::vector<PrintedLine> lay_out(std::uint32_t first, std::uint32_t last);

  const Lexicon& lexicon_;
  const TextDocument& text_;
  /// Pages and lines at which documents begin, except the first; several may begin on a page.
  struct Border {
    std::uint32_t page = 0, line = 0;
  };
  std::optional<std::vector<Border>> given_;
  std::size_t at_ = 0;  ///< index of the next of them
  TextDocument part_;   ///< text and pages are those of `text_`, once they are needed
};

}  // namespace codau::document
