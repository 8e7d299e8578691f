#include "restore/repair/lost_words.h"

namespace codau::restore {
namespace {

/// Returns true if a word may be lost in `between`, the text before a word. Only its two spaces are
/// then left, or one at the beginning of a line.
bool may_hold_a_word(std::string_view between, bool begins_line) {
  if (begins_line) return between == " ";
  if (!between.ends_with("  ")) return false;
  return between.find_last_not_of(' ') == between.npos ? between.size() == 2
                                                       : !between.ends_with("   ");
}

}  // namespace

bool is_at_sentence_start(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\r");
  return last == text.npos || std::string_view(".!?:\n\f").find(text[last]) != text.npos;
}

std::vector<Token> add_lost_words(std::string_view text, std::span<const Token> tokens,
                                  const std::function<bool(std::size_t)>& may_lose) {
  std::vector<Token> out;
  std::size_t line = 0;
  std::uint32_t end = 0;  // of the token before
  bool begins_line = true;
  for (const Token& token : tokens) {
    if (ends_line(token)) ++line;
    const bool is_word = token.kind == TokenKind::kWord || token.kind == TokenKind::kNumber;
    if (is_word && may_lose(line) &&
        may_hold_a_word(text.substr(end, token.text.begin - end), begins_line)) {
      const std::uint32_t at = token.text.begin - 1;
      out.push_back({{at, at}, TokenKind::kLostWord});
    }
    out.push_back(token);
    end = token.text.end;
    begins_line = ends_line(token);
  }
  return out;
}

}  // namespace codau::restore
