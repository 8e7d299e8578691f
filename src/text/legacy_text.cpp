#include "text/legacy_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "core/changes.h"
#include "text/font_capitals.h"
#include "text/legacy_encoding.h"
#include "text/letters.h"
#include "text/syllable.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace codau::text {
namespace {

using std::string_view;

constexpr string_view kWhiteSpace = " \t\n\r\f\v";

// ---- fast rejection ----

// Letters and signs of Latin-1 that Vietnamese in UTF-8 does not use. The exceptions § ° ² ³ · « »
// and the no-break space may occur in any text.
constexpr bool is_foreign(char32_t c) {
  if (c < 0x80 || c > 0xFF) return false;
  if (c >= 0xC0 && letter(c)) return false;
  constexpr std::u32string_view kCommon = U"\u00A0\u00A7\u00B0\u00B2\u00B3\u00B7\u00AB\u00BB";
  return kCommon.find(c) == kCommon.npos;
}

constexpr auto kIsForeign = [] {
  std::array<bool, 0x100> out{};
  for (char32_t c = 0; c < 0x100; ++c) out[c] = is_foreign(c);
  return out;
}();

/// Returns false for ASCII, Vietnamese in UTF-8, and any text beyond Latin-1: the usual case,
/// decided fast.
bool may_be_encoded(string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    if (!is_legacy_byte(bytes[at])) {
      ++at;
      continue;
    }
    const char32_t c = next_code_point(bytes, at);
    if (c < 0x20 || c == kIllFormed || (c < 0x100 && kIsForeign[c])) return true;
  }
  return false;
}

struct LineSpan {
  std::size_t begin = 0, end = 0;
};

/// Returns the lines that may be encoded, each with its neighbours; most texts have no such line.
std::vector<LineSpan> find_suspect_lines(string_view bytes) {
  constexpr std::size_t kContextLines = 8;
  std::vector<std::size_t> begins;  // of the lines
  std::vector<std::size_t> found;   // lines
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size() - 1) + 1;
    if (may_be_encoded(bytes.substr(at, end - at))) found.push_back(begins.size());
    begins.push_back(at);
    at = end;
  }
  begins.push_back(bytes.size());
  std::vector<LineSpan> out;
  for (const std::size_t line : found) {
    const std::size_t begin = begins[line - std::min(line, kContextLines)];
    const std::size_t end = begins[std::min(line + kContextLines + 1, begins.size() - 1)];
    if (out.empty() || begin > out.back().end) out.push_back({begin, end});
    out.back().end = end;
  }
  return out;
}

// ---- how a word may have been encoded ----

struct EncodedForm {
  LegacyEncoding encoding;
  bool widened;  ///< each byte was stored as one character
};
// State 0 of the hidden Markov model is UTF-8; state i is kEncodedForms[i - 1].
constexpr std::array kEncodedForms{
    EncodedForm{LegacyEncoding::kTcvn3, false},  EncodedForm{LegacyEncoding::kVni, false},
    EncodedForm{LegacyEncoding::kViscii, false}, EncodedForm{LegacyEncoding::kCp1258, false},
    EncodedForm{LegacyEncoding::kCp1252, false}, EncodedForm{LegacyEncoding::kTcvn3, true},
    EncodedForm{LegacyEncoding::kVni, true},     EncodedForm{LegacyEncoding::kViscii, true},
    EncodedForm{LegacyEncoding::kCp1258, true},  EncodedForm{LegacyEncoding::kUtf8AsCp1252, true}};
constexpr std::size_t kStates = kEncodedForms.size() + 1;

bool is_letter(char32_t c) { return letter(c) || (c >= 0xC0 && c != 0xD7 && c != 0xF7); }

/// Decodes a word whose bytes were stored as characters. Signs outside Windows-1252 stay; a letter
/// outside Windows-1252 makes the result empty.
std::optional<std::string> decode_widened(LegacyEncoding encoding, string_view word) {
  std::string out;
  std::string bytes;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(word, at);
    if (const std::optional<char> byte = to_cp1252_byte(c)) {
      bytes += *byte;
      continue;
    }
    if (is_letter(c)) return std::nullopt;
    out += decode_legacy_bytes(encoding, bytes);
    out += word.substr(begin, at - begin);
    bytes.clear();
  }
  return out + decode_legacy_bytes(encoding, bytes);
}

std::optional<std::string> decode_form(EncodedForm form, string_view word) {
  return form.widened ? decode_widened(form.encoding, word)
                      : decode_legacy_bytes(form.encoding, word);
}

// ---- likelihood: −log P by classes of words, in nats ----

/// General punctuation: quotes, dashes, dots, daggers.
bool is_punctuation(char32_t c) { return (c >= 0x2000 && c < 0x2070) || c == 0xAB || c == 0xBB; }
/// Signs between words: apostrophes, dashes, dots, and all of ASCII except letters. Other quotes
/// beyond ASCII are excluded, because a quote comes with a space.
bool is_sign(char32_t c) {
  if (c < 0x80) return !letter(c);
  if (c >= 0x2000 && c < 0x2070) return c < 0x2018 || c == 0x2019 || c == 0x2026 || c > 0x203A;
  return c == 0xA0 || c == 0xFEFF;
}
/// Signs that often follow a word or number in any text: m², 25°, nº, Windows®.
bool is_common_sign(char32_t c) {
  constexpr std::u32string_view kCommon =
      U"\u00A7\u00A9\u00AA\u00AE\u00B0\u00B2\u00B3\u00B9\u00BA\u2122";
  return kCommon.find(c) != kCommon.npos;
}

constexpr double kSyllableNats = 7;
constexpr double kTonelessSyllableNats = 11;  ///< a syllable without its tone: "các" as "cac"
constexpr double kTwoLetterNats = 2;          ///< many short strings are syllables by chance
constexpr double kOneLetterNats = 5;
constexpr double kAbbreviationNats = 9;
constexpr double kForeignWordNats = 13;    ///< in UTF-8 or Windows-1252: a word of another language
constexpr double kNonSyllableNats = 18;    ///< in an encoding for Vietnamese only
constexpr double kForeignLetterNats = 25;  ///< … with letters that Vietnamese lacks
constexpr double kSignInsideNats = 17;     ///< a sign between letters
constexpr double kSignBesideNats = 12;     ///< a sign before or after the letters
constexpr double kCommonSignNats = 6;
constexpr double kFurtherSignNats = 4;  ///< each further sign
constexpr double kLoneSignNats = 3;
constexpr double kIllFormedBytesNats = 18;  ///< bytes that are not UTF-8
constexpr double kImpossibleNats = 30;
constexpr double kControlCharacterNats = 10;  ///< a control character that text does not use
constexpr double kChanceUtf8Nats = 10;        ///< raw bytes that happen to be UTF-8
constexpr float kMissingToneNats = 5;  ///< a syllable without the tone that an encoding would show
constexpr float kPlainSyllableNats = 2;   ///< a syllable that may lack a tone
constexpr float kMaxPlainWordsNats = 12;  ///< limit of the sum between two coded words
constexpr double kWesternNats = 1;  ///< for Windows-1252: an encoding for Vietnamese goes first

/// Counts of the characters of a run of letters and odd signs.
struct CharacterCounts {
  std::size_t letters = 0, signs = 0, common_signs = 0, ill_formed = 0;
  std::size_t strange = 0;  ///< letters that are not Vietnamese
  std::size_t small = 0, vowels = 0;
  bool inside = false;  ///< a sign has letters on both sides
};

CharacterCounts count_characters(string_view part) {
  CharacterCounts out;
  std::size_t signs_since_letter = 0;  // punctuation counts only between letters
  for (std::size_t at = 0; at < part.size();) {
    const char32_t c = next_code_point(part, at);
    if (c == kIllFormed) {
      ++out.ill_formed;
    } else if (is_letter(c)) {
      const Letter found = letter(c);
      if (out.letters > 0 && signs_since_letter > 0) out.inside = true;
      signs_since_letter = 0;
      ++out.letters;
      if (!found || string_view("fjwz").find(found.bare) != string_view::npos) ++out.strange;
      if (!found.upper) ++out.small;
      if (string_view("aeiouy").find(found.bare) != string_view::npos) ++out.vowels;
    } else if (is_punctuation(c)) {
      ++signs_since_letter;
    } else {
      ++signs_since_letter;
      ++(is_common_sign(c) ? out.common_signs : out.signs);
    }
  }
  return out;
}

bool is_plain_ascii(string_view part) {
  return std::none_of(part.begin(), part.end(), is_legacy_byte);
}

/// Returns `part` without the quotes and dots around it.
string_view without_punctuation(string_view part) {
  std::size_t begin = part.size(), end = 0;
  for (std::size_t at = 0; at < part.size();) {
    const std::size_t from = at;
    if (is_punctuation(next_code_point(part, at))) continue;
    begin = std::min(begin, from);
    end = at;
  }
  return begin < end ? part.substr(begin, end - begin) : string_view();
}

double compute_part_cost(string_view part, bool only_vietnamese) {
  part = without_punctuation(part);
  if (is_plain_ascii(part)) return 0;
  if (is_legal_syllable(part)) {
    const std::size_t letters = count_code_points(part);
    const double brief = letters == 1 ? kOneLetterNats : letters == 2 ? kTwoLetterNats : 0;
    return brief + (is_legal_toned_syllable(part) ? kSyllableNats : kTonelessSyllableNats);
  }
  const CharacterCounts found = count_characters(part);
  const auto all_signs = static_cast<double>(found.signs + found.common_signs);
  if (found.ill_formed > 0) return kIllFormedBytesNats;
  if (found.letters == 0) return kLoneSignNats * all_signs;
  if (all_signs > 0 || found.inside) {
    const double first = found.inside      ? kSignInsideNats
                         : found.signs > 0 ? kSignBesideNats
                                           : kCommonSignNats;
    return first + kFurtherSignNats * std::max(0.0, all_signs - 1) +
           (only_vietnamese ? kLoneSignNats : 0);
  }
  constexpr std::size_t kMaxAbbreviationLetters = 6;
  if (found.strange == 0 && found.vowels == 0 && (found.small == 0 || found.letters == 1) &&
      found.letters <= kMaxAbbreviationLetters) {
    return kAbbreviationNats;
  }
  if (!only_vietnamese) return kForeignWordNats;
  return found.strange > 0 ? kForeignLetterNats : kNonSyllableNats;
}

double compute_word_cost(string_view word, bool only_vietnamese) {
  double cost = 0;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t begin = at;
    std::size_t end = at;
    while (at < word.size()) {
      const char32_t c = next_code_point(word, at);
      if (is_sign(c)) {
        if (c < 0x20 && is_legacy_byte(static_cast<char>(c))) cost += kControlCharacterNats;
        break;
      }
      end = at;
    }
    const string_view part = word.substr(begin, end - begin);
    if (!is_plain_ascii(part)) cost += compute_part_cost(part, only_vietnamese);
  }
  return cost;
}

using Costs = std::array<float, kStates>;

/// Returns true for a capital after a small letter, as in "lỮ". Nobody writes so, but TCVN3 fonts
/// show small letters as capitals.
bool has_capital_after_small(string_view text) {
  bool small = false;
  for (std::size_t at = 0; at < text.size();) {
    const Letter found = letter(next_code_point(text, at));
    if (small && found && found.upper) return true;
    small = found && !found.upper;
  }
  return false;
}

Costs compute_costs(string_view word) {
  Costs out{static_cast<float>(compute_word_cost(word, false))};
  const bool is_text = is_utf8(word);
  for (std::size_t i = 0; i < kEncodedForms.size(); ++i) {
    const std::optional<std::string> text = decode_form(kEncodedForms.at(i), word);
    const bool western = kEncodedForms.at(i).encoding == LegacyEncoding::kCp1252;
    double cost =
        text ? compute_word_cost(*text, !western) + (western ? kWesternNats : 0) : kImpossibleNats;
    const bool has_capitals = kEncodedForms.at(i).encoding != LegacyEncoding::kTcvn3;
    if (text && has_capitals && has_capital_after_small(*text)) cost += kNonSyllableNats;
    const bool by_chance = !kEncodedForms.at(i).widened && is_text && text != word;
    out.at(i + 1) = static_cast<float>(cost + (by_chance ? kChanceUtf8Nats : 0));
  }
  return out;
}

/// Returns the evidence of a word without marks against an encoding. Three in four words have
/// marks, and an encoded text keeps the tones that "cac" and "phat" lack. An OCR engine without
/// Vietnamese letters reads most words without marks.
float compute_plain_evidence(string_view ascii) {
  while (!ascii.empty() && !is_letter(static_cast<char32_t>(ascii.back()))) ascii.remove_suffix(1);
  const bool small = std::all_of(ascii.begin(), ascii.end(), [](char c) { return c >= 'a'; });
  if (ascii.size() <= 2 || !small || !is_legal_syllable(ascii)) return 0;
  return is_legal_toned_syllable(ascii) ? kPlainSyllableNats : kMissingToneNats;
}

// ---- the hidden Markov model ----

/// A word with bytes that an encoding may explain.
struct CodedWord {
  std::size_t begin = 0, end = 0;
  double switch_probability = 0;  ///< P(the state differs from that of the word before)
  Costs costs{};
  std::optional<EncodedForm> form;  ///< the encoding, if one explains the word
  std::optional<std::string> text;  ///< the word, decoded
  double sure = 0;                  ///< posterior of the best state
};

/// Returns the probability of a change of encoding, given the text between two coded words.
double compute_switch_probability(string_view between) {
  constexpr double kSwitchInLineNats = 14, kSwitchAtTabNats = 10, kSwitchAtLineNats = 8,
                   kSwitchAtParagraphNats = 6;
  const std::size_t feeds =
      static_cast<std::size_t>(std::count(between.begin(), between.end(), '\n'));
  double cost = kSwitchInLineNats;
  if (feeds > 1 || between.find('\f') != between.npos) {
    cost = kSwitchAtParagraphNats;
  } else if (feeds == 1) {
    cost = kSwitchAtLineNats;
  } else if (between.find('\t') != between.npos) {
    cost = kSwitchAtTabNats;
  }
  return std::exp(-cost);
}

using StateProbabilities = std::array<double, kStates>;

void normalise_sum(StateProbabilities& chances) {
  double sum = 0;
  for (const double p : chances) sum += p;
  for (double& p : chances) p /= sum;
}

StateProbabilities compute_likelihoods(const CodedWord& word) {
  const float least = *std::min_element(word.costs.begin(), word.costs.end());
  StateProbabilities out;
  for (std::size_t s = 0; s < kStates; ++s) {
    out.at(s) = std::exp(static_cast<double>(least - word.costs.at(s)));
  }
  return out;
}

/// The probabilities of states that no neighbour tells.
struct StatePrior {
  StateProbabilities first;         ///< of the first word
  StateProbabilities after_switch;  ///< after a switch
  double switch_exponent = 1;  ///< of CodedWord::switch_probability; below 1, switches are frequent
};

StatePrior uniform_prior() {
  constexpr double kLegacyPriorNats = 6;
  StatePrior out;
  out.first.fill(std::exp(-kLegacyPriorNats));
  out.first[0] = 1;
  out.after_switch.fill(1 / static_cast<double>(kStates));
  return out;
}

/// Returns the prior of a text in `source`.
StatePrior prior_of(LegacyEncoding source) {
  constexpr double kOtherNats = 3;  // against a word in UTF-8
  StatePrior out{{}, {}, 1};
  out.first[0] = std::exp(-kOtherNats);
  for (std::size_t i = 0; i < kEncodedForms.size(); ++i)
    out.first.at(i + 1) = kEncodedForms.at(i).encoding == source ? 1 : 0;
  out.after_switch = out.first;
  normalise_sum(out.after_switch);
  return out;
}

/// Returns the prior of a text whose words have these posteriors. Returns nothing unless the text
/// mixes UTF-8 and legacy encodings.
std::optional<StatePrior> fit_prior(std::span<const StateProbabilities> posteriors) {
  constexpr double kMinWords = 1.5, kSmoothing = 0.02;  // words of both kinds
  constexpr double kMixedSwitchExponent = 0.6;
  constexpr double kMaxUtf8Share = 0.5;  // of the words after a switch
  StatePrior out{{}, {}, kMixedSwitchExponent};
  out.after_switch.fill(kSmoothing);
  for (const StateProbabilities& word : posteriors) {
    for (std::size_t s = 0; s < kStates; ++s) out.after_switch.at(s) += word.at(s);
  }
  const double all = std::accumulate(out.after_switch.begin(), out.after_switch.end(), 0.0);
  const double utf8 = out.after_switch[0], legacy = all - utf8;
  if (utf8 < kMinWords || legacy < kMinWords) return std::nullopt;
  out.after_switch[0] = std::min(kMaxUtf8Share, utf8 / all);
  for (std::size_t s = 1; s < kStates; ++s)
    out.after_switch.at(s) *= (1 - out.after_switch[0]) / legacy;
  out.first = out.after_switch;
  return out;
}

/// Applies one transition forwards: P(state of the next word).
StateProbabilities move_forward(const StateProbabilities& from, double switch_probability,
                                const StatePrior& prior) {
  const double p = std::pow(switch_probability, prior.switch_exponent);
  const double all = std::accumulate(from.begin(), from.end(), 0.0);
  StateProbabilities out;
  for (std::size_t s = 0; s < kStates; ++s)
    out.at(s) = (1 - p) * from.at(s) + p * prior.after_switch.at(s) * all;
  return out;
}

/// Applies one transition backwards: P(the later words | state).
StateProbabilities move_backward(const StateProbabilities& from, double switch_probability,
                                 const StatePrior& prior) {
  const double p = std::pow(switch_probability, prior.switch_exponent);
  double other = 0;
  for (std::size_t s = 0; s < kStates; ++s) other += prior.after_switch.at(s) * from.at(s);
  StateProbabilities out;
  for (std::size_t s = 0; s < kStates; ++s) out.at(s) = (1 - p) * from.at(s) + p * other;
  return out;
}

/// Returns P(state | all words) for each word, by the forward-backward algorithm.
std::vector<StateProbabilities> compute_posteriors(std::span<const CodedWord> words,
                                                   const StatePrior& prior) {
  StateProbabilities now = prior.first;
  std::vector<StateProbabilities> out;
  out.reserve(words.size());
  for (const CodedWord& word : words) {
    if (!out.empty()) now = move_forward(out.back(), word.switch_probability, prior);
    const StateProbabilities seen = compute_likelihoods(word);
    for (std::size_t s = 0; s < kStates; ++s) now.at(s) *= seen.at(s);
    normalise_sum(now);
    out.push_back(now);
  }
  StateProbabilities backward;
  backward.fill(1);
  for (std::size_t i = words.size(); i-- > 0;) {
    for (std::size_t s = 0; s < kStates; ++s) out[i].at(s) *= backward.at(s);
    normalise_sum(out[i]);
    const StateProbabilities seen = compute_likelihoods(words[i]);
    for (std::size_t s = 0; s < kStates; ++s) backward.at(s) *= seen.at(s);
    backward = move_backward(backward, words[i].switch_probability, prior);
    normalise_sum(backward);
  }
  return out;
}

// ---- a text, block by block ----

class LegacyDecoder {
 public:
  LegacyDecoder(string_view bytes, std::optional<LegacyEncoding> source)
      : bytes_(bytes), source_(source), out_(bytes, "encoding") {}

  DecodedLegacyText run(std::span<const LineSpan> line_spans) {
    for (const LineSpan& line_span : line_spans) {
      for (std::size_t at = next_word(line_span.begin); at < line_span.end;) {
        const std::size_t end = std::min(bytes_.find_first_of(kWhiteSpace, at), bytes_.size());
        add_word(at, end);
        at = next_word(end);
      }
      convert_block();
    }
    DecodedLegacyText result;
    result.text = std::move(out_).finish();
    const auto most = std::max_element(converted_.begin(), converted_.end());
    if (*most > 0) {
      result.encoding =
          name_of(kLegacyEncodings.at(static_cast<std::size_t>(most - converted_.begin())));
    }
    constexpr std::size_t kWordsPerDoubtfulWord = 50;
    result.is_unsure = doubtful_ * kWordsPerDoubtfulWord > coded_;
    return result;
  }

 private:
  [[nodiscard]] std::size_t next_word(std::size_t at) const {
    return std::min(bytes_.find_first_not_of(kWhiteSpace, at), bytes_.size());
  }

  void add_word(std::size_t begin, std::size_t end) {
    constexpr std::size_t kMaxWordsPerBlock = 1U << 16U;
    const string_view word = bytes_.substr(begin, end - begin);
    if (begin > 0 && bytes_[begin - 1] == '\n') plain_ = 0;
    if (is_plain_ascii(word)) {
      plain_ = std::min(kMaxPlainWordsNats, plain_ + compute_plain_evidence(word));
      return;
    }
    if (words_.size() == kMaxWordsPerBlock) convert_block();
    const auto [known, is_new] = costs_.try_emplace(word);
    if (is_new) known->second = compute_costs(word);
    const std::size_t before = words_.empty() ? begin : words_.back().end;
    words_.push_back({begin,
                      end,
                      compute_switch_probability(bytes_.substr(before, begin - before)),
                      known->second,
                      {},
                      {},
                      0});
    Costs& costs = words_.back().costs;
    for (std::size_t s = 1; s < kStates; ++s) costs.at(s) += plain_;
    plain_ = 0;
  }

  void convert_block() {
    constexpr double kMinPosterior = 0.9, kMinUtf8Posterior = 0.5;
    const StatePrior prior = source_ ? prior_of(*source_) : uniform_prior();
    std::vector<StateProbabilities> chances = compute_posteriors(words_, prior);
    const std::optional<StatePrior> fitted = source_ ? std::nullopt : fit_prior(chances);
    if (fitted) chances = compute_posteriors(words_, *fitted);
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const auto best = static_cast<std::size_t>(
          std::max_element(chances[i].begin(), chances[i].end()) - chances[i].begin());
      words_[i].sure = chances[i].at(best);
      ++coded_;
      if (best > 0 && words_[i].sure >= (source_ ? kMinUtf8Posterior : kMinPosterior)) {
        words_[i].form = kEncodedForms.at(best - 1);
        words_[i].text = decode_form(*words_[i].form, bytes_of(words_[i]));
      } else if (chances[i][0] < kMinUtf8Posterior) {
        ++doubtful_;
      }
    }
    raise_font_capitals();
    for (const CodedWord& word : words_) {
      if (!word.text) continue;
      out_.replace(word.begin, word.end, *word.text, name_of(word.form->encoding), word.sure);
      ++converted_.at(static_cast<std::size_t>(word.form->encoding));
    }
    words_.clear();
    costs_.clear();
  }

  [[nodiscard]] string_view bytes_of(const CodedWord& word) const {
    return bytes_.substr(word.begin, word.end - word.begin);
  }

  /// Writes capitals in words that a TCVN font showed as capitals. A word that proves such a font
  /// is evidence for its neighbours, also across words of ASCII capitals.
  void raise_font_capitals() {
    std::vector<bool> raised(words_.size());
    std::vector<FontCase> shown(words_.size(), FontCase::kSmall);
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const CodedWord& word = words_[i];
      if (word.text && word.form->encoding == LegacyEncoding::kTcvn3)
        shown[i] = detect_font_case(*word.text);
      raised[i] = shown[i] == FontCase::kCapitals;
    }
    const auto joins = [&](std::size_t i, std::size_t next) {
      return shown[next] == FontCase::kEither && raised[i] && has_capital(bytes_of(words_[next]));
    };
    for (std::size_t i = 0; i + 1 < words_.size(); ++i) {
      if (are_neighbours(i) && joins(i, i + 1)) raised[i + 1] = true;
    }
    for (std::size_t i = words_.size(); i-- > 1;) {
      if (are_neighbours(i - 1) && joins(i, i - 1)) raised[i - 1] = true;
    }
    for (std::size_t i = 1; i + 1 < words_.size(); ++i) {
      if (shown[i] == FontCase::kEither && are_neighbours(i - 1) && are_neighbours(i) &&
          raised[i - 1] && raised[i + 1]) {
        raised[i] = true;
      }
    }
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (raised[i]) words_[i].text = to_upper(*words_[i].text);
    }
  }

  static bool has_capital(string_view word) {
    return std::any_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  }
  /// Returns true if no line end and no small letter lies between coded word `i` and the next.
  [[nodiscard]] bool are_neighbours(std::size_t i) const {
    const string_view between = bytes_.substr(words_[i].end, words_[i + 1].begin - words_[i].end);
    return std::none_of(between.begin(), between.end(),
                        [](char c) { return c == '\n' || (c >= 'a' && c <= 'z'); });
  }

  string_view bytes_;
  std::optional<LegacyEncoding> source_;  ///< the encoding of the text, if known
  Rewriter out_;
  std::vector<CodedWord> words_;                  ///< of the block
  std::unordered_map<string_view, Costs> costs_;  ///< of its words
  std::array<std::size_t, kLegacyEncodings.size()> converted_{};
  std::size_t coded_ = 0, doubtful_ = 0;
  float plain_ = 0;  ///< evidence of the words without marks since the last coded word
};

DecodedLegacyText decode_lines(string_view bytes, std::span<const LineSpan> line_spans,
                               std::optional<LegacyEncoding> source) {
  if (line_spans.empty()) return {{std::string(bytes), {}}, {}, false};
  DecodedLegacyText out = LegacyDecoder(bytes, source).run(line_spans);
  if (out.encoding != name_of(LegacyEncoding::kTcvn3)) return out;
  RewrittenText raised = restore_capital_lines(out.text.first, out.text.second);
  if (raised.second.empty()) return out;
  out.text = {std::move(raised.first), compose(out.text.second, raised.second, bytes)};
  return out;
}

}  // namespace

DecodedLegacyText decode_legacy_text(string_view bytes) {
  return decode_lines(bytes, find_suspect_lines(bytes), std::nullopt);
}

DecodedLegacyText decode_legacy_text(string_view bytes, LegacyEncoding source) {
  const LineSpan all{0, bytes.size()};
  return decode_lines(bytes, {&all, bytes.empty() ? 0U : 1U}, source);
}

}  // namespace codau::text
