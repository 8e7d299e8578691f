#include "restore/repair/writer.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "restore/repair/lost_words.h"
#include "restore/text/capitals.h"
#include "restore/text/letters.h"
#include "text/utf8.h"

namespace codau::restore {
namespace {

constexpr double kReview = 0.8;  ///< less sure words are doubts

bool has_capital(std::string_view nfc) {
  for (std::size_t at = 0; at < nfc.size();) {
    if (is_upper(text::next_code_point(nfc, at))) return true;
  }
  return false;
}

bool is_gap(const Passage& passage, const Place& place) {
  return passage.tokens[place.token].kind == TokenKind::kGap;
}

/// The result for a word.
struct Outcome {
  std::string text;
  std::string_view source;  ///< source of a change
  double of_choice = 1;     ///< probability of the choice, …
  double confidence = 1;    ///< … and of the written text
  std::string runner_up = {};
  double listed = 0;  ///< the confidence of the token
  std::vector<Alternative> others = {};
};

/// Writes a passage from its beginning to its end.
class Writer {
 public:
  Writer(const Means& means, const Passage& passage) : means_(means), passage_(passage) {}

  void write(const Reading& reading, const Decision& decision) {
    const auto& [choice, is_sure] = decision;
    const Place& place = reading.place;
    copy_to(token(place).text.begin);
    const std::size_t taken = is_sure ? choice.best : reading.observed;
    const std::size_t other = is_sure ? choice.second : choice.best;
    Outcome out{place.known != nullptr ? *place.known : spelling(reading, taken),
                place.known != nullptr ? "lexicon" : "ocr_restore", choice.confidence,
                is_sure ? choice.confidence : 1 - choice.confidence};
    if (other != taken) out.runner_up = spelling(reading, other);
    for (const auto& [option, posterior] : choice.ranked) {
      if (posterior <= 0 || !means_.options.list_tokens) break;
      if (option == taken) out.listed = posterior;
      if (option != taken) out.others.push_back({spelling(reading, option), posterior});
    }
    put(token(place), rule(place.channel, place.is_typed), std::move(out));
  }

  void write_defined(const Place& place, const Definitions::Spelling& defined) {
    copy_to(token(place).text.begin);
    put(token(place), rule(passage_.line(place.token).channel, false),
        {defined.text, "lexicon", defined.confidence, defined.confidence, {}, defined.confidence});
  }

  void list_number(const Token& number) {
    if (!means_.options.list_tokens) return;
    copy_to(number.text.begin);
    const auto begin = static_cast<std::uint32_t>(out_.text.size());
    out_.tokens.push_back(
        {number.text, {begin, begin + number.text.size()}, WordKind::kNumber, 1, {}});
  }

  Restored finish() {
    copy_to(passage_.text.size());
    return std::move(out_);
  }

 private:
  [[nodiscard]] const Token& token(const Place& place) const {
    return passage_.tokens[place.token];
  }

  void copy_to(std::size_t end) {
    out_.text += passage_.text.substr(copied_, end - copied_);
    copied_ = end;
  }

  void put(const Token& token, std::string rule, Outcome outcome) {
    const std::string_view seen = slice(passage_.text, token.text);
    const auto begin = static_cast<std::uint32_t>(out_.text.size());
    out_.text += outcome.text;
    const Bytes there{begin, static_cast<std::uint32_t>(out_.text.size())};
    copied_ = token.text.end;
    const bool is_any = !token.text.empty() || !there.empty();  // most gaps are none
    if (means_.options.list_tokens && is_any) {
      out_.tokens.push_back(
          {token.text, there, kind_of(token), outcome.listed, std::move(outcome.others)});
    }
    if (outcome.confidence < kReview) {
      out_.doubts.push_back({there, outcome.confidence, outcome.runner_up});
    }
    if (outcome.text != seen) {
      out_.changes.push_back({token.text, there, std::string(seen), std::move(outcome.text),
                              std::move(rule), std::string(outcome.source), outcome.of_choice,
                              std::move(outcome.runner_up)});
    }
  }

  /// Returns the text that `option` gives for the word.
  [[nodiscard]] std::string spelling(const Reading& reading, std::size_t option) const {
    const Place& place = reading.place;
    const std::string_view seen = slice(passage_.text, token(place).text);
    if (option == reading.observed) return std::string(seen);
    const auto [word, cost, then] = reading.options.at(option);
    if (word < lm::kFirstWord) return std::string(seen);
    const Lexicon& lexicon = means_.knowledge.lexicon;
    const auto is_capitals = [&] {
      return is_among_capitals(passage_.text, passage_.tokens, place.token);
    };
    if (is_gap(passage_, place)) return lost_word(lexicon.letters(word), is_capitals());
    if (then == lm::kUnknown && !has_capital(seen)) {
      return std::string(means_.knowledge.model.spelling(word));
    }
    std::u32string letters(lexicon.letters(word));
    if (then != lm::kUnknown) letters += U' ' + std::u32string(lexicon.letters(then));
    if (place.is_typed || place.channel == kStrippedText) {
      return in_case_of(to_utf32(seen), letters);
    }
    return in_damaged_case_of(to_utf32(seen), letters, is_capitals());
  }

  [[nodiscard]] std::string lost_word(std::u32string_view letters, bool capitals) const {
    const std::u32string_view like = capitals ? U"AA" : begins_sentence(out_.text) ? U"Aa" : U"aa";
    return in_damaged_case_of(like, letters, capitals);
  }

  [[nodiscard]] std::string rule(ChannelId channel, bool is_typed) const {
    if (is_typed) return "typing";
    return is_learnt(channel) ? means_.knowledge.channels[channel - kFirstLearnt].name()
                              : "stripped";
  }

  const Means& means_;
  const Passage& passage_;
  Restored out_;
  std::size_t copied_ = 0;
};

}  // namespace

Restored write(const Means& means, const Passage& passage, const Readings& readings,
               const Decisions& decisions) {
  Writer writer(means, passage);
  for (std::size_t i = 0; i < readings.places.size(); ++i) {
    const Reading& reading = readings.places[i];
    const Token& token = passage.tokens[reading.place.token];
    if (token.kind == TokenKind::kNumber) writer.list_number(token);
    if (token.kind != TokenKind::kWord && token.kind != TokenKind::kGap) continue;
    const auto known = decisions.defined.find(reading.place.token);
    if (known != decisions.defined.end()) {
      writer.write_defined(reading.place, known->second);
    } else {
      writer.write(reading, decisions.places[i]);
    }
  }
  return writer.finish();
}

}  // namespace codau::restore
