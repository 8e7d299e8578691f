#include "restore/decode/token_window.h"

#include <string_view>
#include <utility>

#include "restore/decode/person_names.h"
#include "restore/text/lost_letters.h"

namespace codau::restore {
namespace {

/// Damage by the engine that gave evidence.
constexpr std::string_view kVietOcrChannelName = "viet_ocr";

ChannelId find_viet_ocr_channel(std::span<const Channel> channels) {
  for (std::size_t i = 0; i < channels.size(); ++i) {
    if (channels[i].name() == kVietOcrChannelName)
      return static_cast<ChannelId>(kFirstLearntChannel + i);
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

WindowResources::WindowResources(const Knowledge& all_knowledge, const RestoreOptions& options,
                                 WordCache& cache)
    : knowledge(all_knowledge),
      restore_options(options),
      viet_ocr_channel(find_viet_ocr_channel(all_knowledge.channels)),
      finder(all_knowledge, budget, cache),
      typed_words(all_knowledge) {}

TokenWindow make_token_window(WindowResources& resources, std::string_view text,
                              std::vector<Token> tokens, std::vector<double> engine_confidence) {
  TokenWindow out;
  out.text = text;
  out.has_question_mark_letters = has_question_marks_for_letters(text);
  out.tokens = std::move(tokens);
  out.engine_confidence = std::move(engine_confidence);
  out.word_types.assign(out.tokens.size(), nullptr);
  out.lines.resize(1);
  out.line_of.reserve(out.tokens.size());
  for (std::size_t i = 0; i < out.tokens.size(); ++i) {
    const Token& token = out.tokens[i];
    if (ends_line(token)) out.lines.emplace_back();
    out.line_of.push_back(static_cast<std::uint32_t>(out.lines.size() - 1));
    if (token.kind == TokenKind::kWord) {
      out.word_types[i] = &resources.finder.look_up(join_token_letters(text, token), token);
    }
  }
  return out;
}

bool may_be_typed(const WindowResources& resources, const TokenWindow& window) {
  return resources.restore_options.mode == RestoreMode::kAuto && window.engine_confidence.empty();
}

const TypedWord* find_typed_word(WindowResources& resources, const TokenWindow& window,
                                 std::size_t token, bool in_typed_line) {
  if (!may_be_typed(resources, window)) return nullptr;
  if (is_stuck_to_number(window.text, window.tokens[token])) return nullptr;
  const TypedWord& word =
      resources.typed_words.look_up(resources.finder, *window.word_types[token], in_typed_line);
  const bool is_name = word.is_syllable && !in_typed_line &&
                       follows_capitalised_word(window.text, window.tokens, token);
  return word.candidates.empty() || is_name ? nullptr : &word;
}

}  // namespace codau::restore
