// markup/markdown.h — which stretches of Markdown are text, line by line; also where a JSON string
// holds it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "markup/gatherer.h"

namespace codau::markup {

/// Without code, formulas, addresses, tags and marks. What a line is depends on those before it.
class Markdown {
 public:
  Markdown(Gatherer& to, Notation notation, Element element)
      : to_(to), notation_(notation), element_(std::move(element)) {}

  /// A whole line, without or with its line feed, that begins at byte `begin` of the file.
  void take(std::string_view line, std::uint64_t begin);
  [[nodiscard]] bool was_blank() const { return was_blank_; }

 private:
  void read(std::string_view line, std::uint64_t begin);
  [[nodiscard]] bool goes_on(std::string_view line, std::string_view seen, std::uint64_t begin);
  [[nodiscard]] bool is_indented_code(std::string_view line) const;
  void words(std::string_view line, std::uint64_t begin);
  void open_or_close_code(std::size_t quotes);
  [[nodiscard]] std::size_t tag(std::string_view rest, bool begins_line);

  Gatherer& to_;
  Notation notation_;
  Element element_;
  bool is_first_ = true, is_front_ = false, is_formula_ = false;
  bool was_blank_ = true, was_code_ = false;
  std::size_t list_ = 0;        // column where the text of a list item that is open begins
  std::size_t quotes_ = 0;      // that may have opened code, and have not closed it on their line
  std::size_t code_first_ = 0;  // of the pieces behind them
  std::string fence_;           // that is open
  std::string closing_;         // what ends a tag, a comment or code that is open
};

}  // namespace codau::markup
