// document/document_divider.h — where a file's further documents begin (standards 13.11).
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

struct SubDocumentHead {
  std::size_t line = 0;      ///< the first of the head
  std::uint32_t source = 0;  ///< that line, as an index into TextDocument::lines
  bool is_attached = false;  ///< what another document promulgates: no number of its own
  std::string promulgator;   ///< the number of that document as it names it, or empty
};

/// The head of the document behind the first: one with motto, number and type of its own
/// (page_sequence.h), or the title of what the first one promulgates, "(Ban hành kèm theo Quyết
/// định số …)" below it. An appendix, a form, and what a plan encloses under its own name are none.
[[nodiscard]] std::optional<SubDocumentHead> find_sub_document_head(
    const Lexicon& lexicon, const std::vector<PrintedLine>& lines);

/// The lines of one document, and what begins behind them.
struct SubDocumentLines {
  std::vector<PrintedLine> lines;
  std::optional<SubDocumentHead> next = {};
};

/// A text, document by document. No more of it is laid out than some times what a document has, so
/// that a file of many takes no more time than its length.
class DocumentDivider {
 public:
  /// Both outlive it.
  /// `first_pages`: where documents begin, as people say (read_document.h).
  DocumentDivider(const Lexicon& lexicon, const TextDocument& text,
                  std::span<const std::uint32_t> first_pages = {});
  /// The document that begins with line `first`, one behind the other; with `is_last` the rest is
  /// its own.
  [[nodiscard]] SubDocumentLines next_document(std::uint32_t first, bool is_last);

 private:
  [[nodiscard]] SubDocumentLines divide_as_read(std::uint32_t first, bool is_last);
  [[nodiscard]] SubDocumentLines divide_as_given(std::uint32_t first, bool is_last);
  [[nodiscard]] std::vector<PrintedLine> lay_out(std::uint32_t first, std::uint32_t last);

  const Lexicon& lexicon_;
  const TextDocument& text_;
  /// Pages and lines where documents begin behind the first; several may begin on a page.
  struct Border {
    std::uint32_t page = 0, line = 0;
  };
  std::optional<std::vector<Border>> given_;
  std::size_t at_ = 0;  ///< the next of them
  TextDocument part_;   ///< text and pages are those of `text_`, once they are needed
};

}  // namespace codau::document
