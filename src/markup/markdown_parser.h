// markup/markdown_parser.h — finds the words of Markdown, line by line, in a Markdown file or in a
// JSON string.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "markup/chunk_builder.h"

namespace codau::markup {

/// Adds the words of one Markdown text to a ChunkBuilder (markup/chunk_builder.h). Leaves out:
/// 1. code, formulas, HTML tags, and front matter (YAML between two lines "---" at the beginning);
/// 2. addresses of links and images;
/// 3. the signs of Markdown, such as "**" and "#".
class MarkdownParser {
 public:
  /// Keeps a reference to `to`, which must outlive the parser. All words get the properties of
  /// `element`. `escaping`: Escaping::kPlain for a Markdown file; for Markdown in a JSON string,
  /// the escaping of the string.
  MarkdownParser(ChunkBuilder& to, Escaping escaping, Element element)
      : to_(to), escaping_(escaping), element_(std::move(element)) {}

  /// Adds the words of the next line. Then separates them from the words of later lines: by
  /// WordSeparator::kBlock after a blank line, otherwise by kLine. Pass all lines in order, because
  /// the meaning of a line depends on earlier lines.
  /// 1. `line`: a whole line, still escaped, with or without its line feed. Precondition: these
  ///    bytes were appended to `to` (ChunkBuilder::append()).
  /// 2. `begin`: the offset in bytes of `line` in the file.
  void add_line(std::string_view line, std::uint64_t begin);
  /// Returns true if the last line was blank, or no line was added yet.
  [[nodiscard]] bool was_blank() const { return was_blank_; }

 private:
  void read(std::string_view line, std::uint64_t begin);
  [[nodiscard]] bool continue_construct(std::string_view line, std::string_view seen,
                                        std::uint64_t begin);
  [[nodiscard]] bool is_indented_code(std::string_view line) const;
  void add_line_words(std::string_view line, std::uint64_t begin);
  void open_or_close_code(std::size_t quotes);
  [[nodiscard]] std::size_t skip_tag(std::string_view rest, bool begins_line);

  ChunkBuilder& to_;
  Escaping escaping_;
  Element element_;
  bool is_first_ = true, is_front_ = false, is_formula_ = false;
  bool was_blank_ = true, was_code_ = false;
  std::size_t list_ = 0;        // column at which the text of the open list item begins
  std::size_t quotes_ = 0;      // backquotes that may have opened code on an earlier line
  std::size_t code_first_ = 0;  // index of the first run (chunk_builder.h) after them
  std::string fence_;           // the open fence
  std::string closing_;         // the end of the open tag, comment or code
};

}  // namespace codau::markup
