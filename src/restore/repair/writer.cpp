#include "restore/repair/writer.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "restore/repair/lost_words.h"
#include "restore/text/letter_case.h"
#include "restore/text/spelling.h"
#include "text/utf8.h"

namespace codau::restore {
namespace {

constexpr double kMinCertainConfidence = 0.8;  ///< less sure words are doubts

bool has_capital(std::string_view nfc) {
  for (std::size_t at = 0; at < nfc.size();) {
    if (is_upper(text::next_code_point(nfc, at))) return true;
  }
  return false;
}

bool is_lost_word(const TokenWindow& window, const TokenSlot& slot) {
  return window.tokens[slot.token].kind == TokenKind::kLostWord;
}

/// The result for a word.
struct WrittenWord {
  std::string text;
  std::string_view source;       ///< source of a change
  double choice_confidence = 1;  ///< probability of the choice, …
  double confidence = 1;         ///< … and of the written text
  std::string runner_up = {};
  double token_confidence = 0;  ///< the confidence of the token
  std::vector<Alternative> others = {};
};

/// Writes a window from its beginning to its end.
class WindowWriter {
 public:
  WindowWriter(const WindowResources& resources, const TokenWindow& window)
      : resources_(resources), window_(window) {}

  void write_slot(const DecodedSlot& decoded_slot, const Decision& decision) {
    const auto& [choice, is_sure] = decision;
    const TokenSlot& slot = decoded_slot.slot;
    copy_to(token(slot).text.begin);
    const std::size_t taken = is_sure ? choice.best : decoded_slot.observed;
    const std::size_t other = is_sure ? choice.second : choice.best;
    WrittenWord out{slot.known != nullptr ? *slot.known : spelling(decoded_slot, taken),
                    slot.known != nullptr ? "lexicon" : "ocr_restore", choice.confidence,
                    is_sure ? choice.confidence : 1 - choice.confidence};
    if (other != taken) out.runner_up = spelling(decoded_slot, other);
    for (const auto& [index, posterior] : choice.ranked) {
      if (posterior <= 0 || !resources_.restore_options.list_tokens) break;
      if (index == taken) out.token_confidence = posterior;
      if (index != taken) out.others.push_back({spelling(decoded_slot, index), posterior});
    }
    write_word(token(slot), rule(slot.channel, slot.is_typed), std::move(out));
  }

  void write_defined(const TokenSlot& slot, const Definitions::DefinedSpelling& defined) {
    copy_to(token(slot).text.begin);
    write_word(
        token(slot), rule(window_.line(slot.token).channel, false),
        {defined.text, "lexicon", defined.confidence, defined.confidence, {}, defined.confidence});
  }

  void list_number(const Token& number) {
    if (!resources_.restore_options.list_tokens) return;
    copy_to(number.text.begin);
    const auto begin = static_cast<std::uint32_t>(out_.text.size());
    out_.tokens.push_back(
        {number.text, {begin, begin + number.text.size()}, WordKind::kNumber, 1, {}});
  }

  Restoration finish() {
    copy_to(window_.text.size());
    return std::move(out_);
  }

 private:
  [[nodiscard]] const Token& token(const TokenSlot& slot) const {
    return window_.tokens[slot.token];
  }

  void copy_to(std::size_t end) {
    out_.text += window_.text.substr(copied_, end - copied_);
    copied_ = end;
  }

  void write_word(const Token& token, std::string rule, WrittenWord outcome) {
    const std::string_view seen = slice(window_.text, token.text);
    const auto begin = static_cast<std::uint32_t>(out_.text.size());
    out_.text += outcome.text;
    const ByteRange there{begin, static_cast<std::uint32_t>(out_.text.size())};
    copied_ = token.text.end;
    const bool is_any = !token.text.empty() || !there.empty();  // most gaps are none
    if (resources_.restore_options.list_tokens && is_any) {
      out_.tokens.push_back({token.text, there, to_word_kind(token), outcome.token_confidence,
                             std::move(outcome.others)});
    }
    if (outcome.confidence < kMinCertainConfidence) {
      out_.doubts.push_back({there, outcome.confidence, outcome.runner_up});
    }
    if (outcome.text != seen) {
      out_.changes.push_back({token.text, there, std::string(seen), std::move(outcome.text),
                              std::move(rule), std::string(outcome.source),
                              outcome.choice_confidence, std::move(outcome.runner_up)});
    }
  }

  /// Returns the text that `index` gives for the word.
  [[nodiscard]] std::string spelling(const DecodedSlot& decoded_slot, std::size_t index) const {
    const TokenSlot& slot = decoded_slot.slot;
    const std::string_view seen = slice(window_.text, token(slot).text);
    if (index == decoded_slot.observed) return std::string(seen);
    const auto [word, cost, second_word] = decoded_slot.candidates.at(index);
    if (word < lm::kFirstWord) return std::string(seen);
    const Vocabulary& vocabulary = resources_.knowledge.vocabulary;
    const auto is_capitals = [&] {
      return is_among_capitals(window_.text, window_.tokens, slot.token);
    };
    if (is_lost_word(window_, slot)) return lost_word(vocabulary.letters(word), is_capitals());
    if (second_word == lm::kUnknown && !has_capital(seen)) {
      return std::string(resources_.knowledge.model.spelling(word));
    }
    std::u32string letters(vocabulary.letters(word));
    if (second_word != lm::kUnknown)
      letters += U' ' + std::u32string(vocabulary.letters(second_word));
    if (slot.is_typed || slot.channel == kStrippedText) {
      return copy_case(to_utf32(seen), letters);
    }
    return restore_case(to_utf32(seen), letters, is_capitals());
  }

  [[nodiscard]] std::string lost_word(std::u32string_view letters, bool capitals) const {
    const std::u32string_view like = capitals                          ? U"AA"
                                     : is_at_sentence_start(out_.text) ? U"Aa"
                                                                       : U"aa";
    return restore_case(like, letters, capitals);
  }

  [[nodiscard]] std::string rule(ChannelId channel, bool is_typed) const {
    if (is_typed) return "typing";
    return is_learnt(channel) ? resources_.knowledge.channels[channel - kFirstLearntChannel].name()
                              : "stripped";
  }

  const WindowResources& resources_;
  const TokenWindow& window_;
  Restoration out_;
  std::size_t copied_ = 0;
};

}  // namespace

Restoration write_window(const WindowResources& resources, const TokenWindow& window,
                         const DecodedWindow& decoded, const Decisions& decisions) {
  WindowWriter writer(resources, window);
  for (std::size_t i = 0; i < decoded.slots.size(); ++i) {
    const DecodedSlot& decoded_slot = decoded.slots[i];
    const Token& token = window.tokens[decoded_slot.slot.token];
    if (token.kind == TokenKind::kNumber) writer.list_number(token);
    if (token.kind != TokenKind::kWord && token.kind != TokenKind::kLostWord) continue;
    const auto known = decisions.defined.find(decoded_slot.slot.token);
    if (known != decisions.defined.end()) {
      writer.write_defined(decoded_slot.slot, known->second);
    } else {
      writer.write_slot(decoded_slot, decisions.by_slot[i]);
    }
  }
  return writer.finish();
}

}  // namespace codau::restore
