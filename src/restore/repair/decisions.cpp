#include "restore/repair/decisions.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "restore/decode/names.h"
#include "restore/text/capitals.h"
#include "restore/text/letters.h"
#include "text/syllable.h"

namespace codau::restore {
namespace {

constexpr double kSureNearClean = 0.6;  ///< least posterior of a change in nearly clean text, …
constexpr double kSureOfReader = 0.98;  ///< … in text that an engine has read all over,
constexpr double kSureTyped = 0.9;      ///< … of keys that spell another word,
constexpr double kSureInClean = 0.97;   ///< … if all the rest is clean,
constexpr double kSureOfWord = 0.9999;  ///< … and the word is a legal syllable
/// An engine this sure of a part of a name is believed more. The value 0.9 separates the two names
/// that were changed in 30 pages of scans. On 450 made pages it costs one letter
/// (docs/experiments/restoration-short-texts.md).
constexpr double kTrustedName = 0.9;
// Inverse temperatures, chosen so that the confidence of changes equals their share that is right
// (tests/accuracy).
constexpr double kOfStripped = 0.75, kOfDropped = 0.8, kOfMangled = 0.5;

/// Constants that lower the confidence of changes of mangled words by the mean confidence of their
/// window.
/// 1. Below kLowMean the logit of the confidence, taken as at most kMostOwn, becomes kOwn · logit +
///    kBias.
/// 2. Above kHighMean the confidence stays.
/// 3. Between both the change is proportional.
/// Fitted on 14,400 changes of Ocrad and GOCR. Changes of Tesseract's Latin models have means of
/// 0.96 and more, and are as often right as their confidence says
/// (docs/experiments/restoration-unknown-engines.md).
constexpr double kLowMean = 0.93, kHighMean = 0.96;
constexpr double kOwn = 0.82, kBias = -1.26, kMostOwn = 0.99;
constexpr double kPriorMean = 0.98, kPriorChanges = 10;  ///< prior for windows with few changes

bool is_mangled(const Means& means, ChannelId channel) {
  return is_learnt(channel) && channel != means.readers_own &&
         !means.types.channel(channel).loses_letters();
}

/// Returns 1 / T of temperature scaling, P ∝ P^(1 / T), by the kind of damage. The n-grams, the
/// context and the channel have seen the same letters. Together they are surer than they should be.
double inverse_temperature_of(const Means& means, ChannelId channel) {
  if (channel == kStrippedText) return kOfStripped;
  if (is_mangled(means, channel)) return kOfMangled;
  return is_learnt(channel) && channel != means.readers_own ? kOfDropped : 1;
}

Choice choice_of(const Sighting& sighting, double inverse_temperature) {
  Choice out;
  double before = 0, after = 0;
  for (std::size_t k = 0; k < Choice::kRanked; ++k) {
    const double probability = sighting.beliefs.at(k).probability;
    out.ranked.at(k) = {k, inverse_temperature < 1 && probability < 1 && probability > 0
                               ? std::pow(probability, inverse_temperature)
                               : probability};
    before += probability;
    after += out.ranked.at(k).confidence;
  }
  for (Posterior& ranked : out.ranked) ranked.confidence *= before / std::max(after, 1e-300);
  if (!std::ranges::is_sorted(out.ranked, std::ranges::greater{}, &Posterior::confidence)) {
    std::ranges::stable_sort(out.ranked, std::ranges::greater{}, &Posterior::confidence);
  }
  out.best = out.ranked[0].option;
  out.confidence = out.ranked[0].confidence;
  out.second = out.ranked[1].confidence > 0 ? out.ranked[1].option : out.best;
  return out;
}

/// Returns the least confidence of a word with "?" for a letter; 0 for other words. The sign says
/// little of the letter, so a less sure word stays unchanged. In three texts saved as ANSI, 8 of 14
/// changes below this value are wrong, and none above.
double least_of_lost_letters(const Passage& passage, const Place& place) {
  constexpr double kSureOfLost = 0.9;
  const bool is_asked =
      passage.asks_letters &&
      slice(passage.text, passage.tokens[place.token].text).find('?') != std::string_view::npos;
  return is_asked ? kSureOfLost : 0;
}

double least_confidence(const Means& means, const Passage& passage, const Place& place) {
  double least = 0;
  if (place.is_typed) {
    least = kSureTyped;
  } else if (place.channel == means.readers_own) {
    const std::string_view seen = slice(passage.text, passage.tokens[place.token].text);
    least = passage.was_read                      ? kSureOfReader
            : !passage.is_nearly_clean            ? kSureNearClean
            : text::is_legal_toned_syllable(seen) ? kSureOfWord
                                                  : kSureInClean;
    // A part of a name that its engine was sure of: "Thanh Hòa" is no misread "Thanh Hóa".
    if (!passage.trust.empty() && passage.trust[place.token] > kTrustedName &&
        text::is_legal_toned_syllable(seen) && is_upper(to_utf32(seen).front()) &&
        is_beside_a_capital(passage.text, passage.tokens, place.token) &&
        !is_among_capitals(passage.text, passage.tokens, place.token)) {
      least = std::max(least, kSureOfReader);
    }
  }
  return std::max({means.options.min_confidence, least, least_of_lost_letters(passage, place)});
}

/// Returns the first letters of the words of a passage as they were read, by token.
std::vector<Initial> initials_of(const Means& means, const Passage& passage,
                                 const Readings& readings) {
  std::vector<Initial> out(passage.tokens.size());
  for (std::size_t i = 0; i < readings.places.size(); ++i) {
    const Reading& reading = readings.places[i];
    if (reading.place.type == nullptr) continue;
    const Choice choice = choice_of(readings.sightings[i], 1);
    const lm::WordId word = reading.options.at(choice.best).word;
    const std::u32string_view letters =
        word < lm::kFirstWord ? reading.place.type->seen : means.knowledge.lexicon.letters(word);
    if (!letters.empty()) out[reading.place.token] = {letters.front(), choice.confidence};
  }
  return out;
}

bool is_only_flagged(const Passage& passage, const Place& place) {
  return place.type != nullptr && !place.is_typed && passage.line(place.token).is_only_flagged;
}

/// Returns true for a damaged word of letters of which nothing else is sure.
bool may_be_defined(const Means& means, const Passage& passage, const Place& place) {
  if (place.type == nullptr || place.known != nullptr || place.type->is_protected) return false;
  const ChannelId channel = passage.line(place.token).channel;
  const bool is_damaged = channel == kStrippedText || is_learnt(channel);
  if (!is_damaged || channel == means.readers_own || is_only_flagged(passage, place)) return false;
  const Token& token = passage.tokens[place.token];
  return !token.fixed && token.plain;
}

/// Returns the spelling that the text defines for `token`, or null if there is no definition. Among
/// capitals a seeming abbreviation may be a word.
const Definitions::Spelling* defined_at(const Definitions& definitions, const Passage& passage,
                                        std::size_t token) {
  if (is_in_code(passage.text, passage.tokens[token])) return nullptr;
  const auto here = definitions.here.find(token);
  if (here != definitions.here.end()) return &here->second;
  const auto known = definitions.everywhere.find(slice(passage.text, passage.tokens[token].text));
  if (known == definitions.everywhere.end()) return nullptr;
  return is_among_capitals(passage.text, passage.tokens, token) ? nullptr : &known->second;
}

/// Returns true for a capitalised word that is spelled like a name, if all the rest is clean and no
/// engine gives its confidence. A more common look-alike ("Phàn Văn Chừ", "Phan Văn Chừ") proves
/// nothing. In text that an engine has read, the word must also stand beside another capitalised
/// word.
bool is_name_as_printed(const Means& means, const Passage& passage, const Place& place) {
  if (!passage.is_nearly_clean || !passage.trust.empty() || place.channel != means.readers_own)
    return false;
  if (passage.was_read && !is_beside_a_capital(passage.text, passage.tokens, place.token))
    return false;
  const std::string_view seen = slice(passage.text, passage.tokens[place.token].text);
  return is_upper(to_utf32(seen).front()) && text::is_legal_toned_syllable(seen);
}

/// Returns true in clean text without the confidence of an engine, for two kinds of words:
/// 1. A foreign word that would become another ("Beyoncé", "Modrić").
/// 2. A part of a transcription ("Ri-chác", "xi-xcô").
bool is_foreign_as_printed(const Means& means, const Passage& passage, const Place& place,
                           lm::WordId becomes) {
  if (!passage.is_nearly_clean || !passage.trust.empty() || place.channel != means.readers_own)
    return false;
  const Bytes word = passage.tokens[place.token].text;
  const std::string_view text = passage.text;
  const auto is_joined = [&](std::size_t hyphen, std::size_t beyond) {
    if (hyphen >= text.size() || beyond >= text.size() || text[hyphen] != '-') return false;
    const auto byte = static_cast<unsigned char>(text[beyond]);
    return byte >= 0x80 || is_letter(byte);
  };
  if (is_joined(word.end, word.end + 1) ||
      (word.begin > 1 && is_joined(word.begin - 1, word.begin - 2)))
    return true;
  return !text::is_legal_syllable(slice(text, word)) && becomes >= lm::kFirstWord &&
         !text::is_legal_syllable(to_utf8(means.knowledge.lexicon.letters(becomes)));
}

Decision decide_alone(const Means& means, const Passage& passage, const Reading& reading,
                      const Sighting& sighting) {
  const Place& place = reading.place;
  Decision out{choice_of(sighting, inverse_temperature_of(means, place.channel))};
  out.is_sure =
      out.choice.best == reading.observed ||
      (!is_only_flagged(passage, place) && !is_name_as_printed(means, passage, place) &&
       !is_foreign_as_printed(means, passage, place, reading.options.at(out.choice.best).word) &&
       out.choice.confidence >= least_confidence(means, passage, place));
  return out;
}

/// Returns how much too sure the changes are, from 0 to 1.
double unsureness(double mean_of_window) {
  return std::clamp((kHighMean - mean_of_window) / (kHighMean - kLowMean), 0.0, 1.0);
}

/// Lowers the confidence of a choice and its options. The rest of the probability goes to words
/// that are no options.
void lower(double unsure, Choice& choice) {
  const double own = std::clamp(choice.confidence, 1 - kMostOwn, kMostOwn);
  const double counted = 1 / (1 + std::exp(-(kOwn * std::log(own / (1 - own)) + kBias)));
  const double lower = choice.confidence + unsure * (std::min(counted, own) - choice.confidence);
  for (Posterior& ranked : choice.ranked) ranked.confidence *= lower / choice.confidence;
  choice.confidence = lower;
}

std::vector<Decision> decide_places(const Means& means, const Passage& passage,
                                    const Readings& readings) {
  std::vector<Decision> out;
  std::vector<std::size_t> mangled;  // that are changed
  double sum = kPriorMean * kPriorChanges;
  out.reserve(readings.places.size());
  for (std::size_t i = 0; i < readings.places.size(); ++i) {
    const Reading& reading = readings.places[i];
    out.push_back(decide_alone(means, passage, reading, readings.sightings[i]));
    const Choice& choice = out.back().choice;
    if (!out.back().is_sure || choice.best == reading.observed) continue;
    if (!is_mangled(means, reading.place.channel)) continue;
    mangled.push_back(i);
    sum += choice.confidence;
  }
  const double unsure = unsureness(sum / (kPriorChanges + static_cast<double>(mangled.size())));
  for (const std::size_t i : mangled) {
    if (unsure > 0) lower(unsure, out[i].choice);
    const double least = least_of_lost_letters(passage, readings.places[i].place);
    out[i].is_sure = out[i].choice.confidence >= std::max(means.options.min_confidence, least);
  }
  return out;
}

DefinedWords defined_words(const Means& means, const Passage& passage, const Readings& readings) {
  const std::vector<Initial> initials = initials_of(means, passage, readings);
  const InitialOf initial_of = [&](std::size_t i) { return initials[i]; };
  const DefinitionWords& words = means.knowledge.definition_words;
  const Definitions definitions = definitions_in(words, passage.text, passage.tokens, initial_of);
  const auto in_codes = letters_in_codes(words, passage.text, passage.tokens, initial_of);
  DefinedWords out;
  if (definitions.here.empty() && in_codes.empty()) return out;
  for (const Reading& reading : readings.places) {
    const Place& place = reading.place;
    if (!may_be_defined(means, passage, place)) continue;
    const auto code = in_codes.find(place.token);
    const Definitions::Spelling* const spelling =
        code != in_codes.end() ? &code->second : defined_at(definitions, passage, place.token);
    if (spelling == nullptr || spelling->confidence < least_confidence(means, passage, place)) {
      continue;
    }
    out.emplace_hint(out.end(), place.token, *spelling);
  }
  return out;
}

}  // namespace

Decisions decide(const Means& means, const Passage& passage, const Readings& readings) {
  return {decide_places(means, passage, readings), defined_words(means, passage, readings)};
}

}  // namespace codau::restore
