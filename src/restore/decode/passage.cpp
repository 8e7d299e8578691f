#include "restore/decode/passage.h"

#include <string_view>
#include <utility>

#include "restore/decode/names.h"
#include "restore/text/lost_letters.h"

namespace codau::restore {
namespace {

constexpr std::string_view kReadersOwn = "viet_ocr";  ///< damage by the engine that gave evidence

ChannelId readers_own_of(std::span<const Channel> channels) {
  for (std::size_t i = 0; i < channels.size(); ++i) {
    if (channels[i].name() == kReadersOwn) return static_cast<ChannelId>(kFirstLearnt + i);
  }
  return kCleanText;
}

/// Returns true for a word joined to a number: "rạng sáng18-2". Its digits are no keys.
bool is_stuck_to_number(std::string_view text, const Token& token) {
  const std::string_view behind = text.substr(token.text.end, 2);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return is_digit(slice(text, token.text).back()) && behind.size() == 2 && is_digit(behind[1]) &&
         std::string_view("-/.,:").find(behind[0]) != std::string_view::npos;
}

}  // namespace

Means::Means(const Knowledge& everything, const RestoreOptions& asked, WordMemory& memory)
    : knowledge(everything),
      options(asked),
      readers_own(readers_own_of(everything.channels)),
      types(everything, budget, memory),
      typed(everything) {}

Passage passage_of(Means& means, std::string_view text, std::vector<Token> tokens,
                   std::vector<double> trust) {
  Passage out;
  out.text = text;
  out.asks_letters = has_question_marks_for_letters(text);
  out.tokens = std::move(tokens);
  out.trust = std::move(trust);
  out.words.assign(out.tokens.size(), nullptr);
  out.lines.resize(1);
  out.line_of.reserve(out.tokens.size());
  for (std::size_t i = 0; i < out.tokens.size(); ++i) {
    const Token& token = out.tokens[i];
    if (ends_line(token)) out.lines.emplace_back();
    out.line_of.push_back(static_cast<std::uint32_t>(out.lines.size() - 1));
    if (token.kind == TokenKind::kWord) {
      out.words[i] = &means.types.of(word_of(text, token), token);
    }
  }
  return out;
}

bool may_be_typed(const Means& means, const Passage& passage) {
  return means.options.mode == Mode::kAuto && passage.trust.empty();
}

const TypedWord* typed_word(Means& means, const Passage& passage, std::size_t token,
                            bool in_typed_line) {
  if (!may_be_typed(means, passage)) return nullptr;
  if (is_stuck_to_number(passage.text, passage.tokens[token])) return nullptr;
  const TypedWord& word = means.typed.of(means.types, *passage.words[token], in_typed_line);
  const bool is_name =
      word.is_syllable && !in_typed_line && goes_on_in_name(passage.text, passage.tokens, token);
  return word.options.empty() || is_name ? nullptr : &word;
}

}  // namespace codau::restore
