// Laws of restore/.
#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <thread>

#include "../support/temp_folder.h"
#include "../support/toy_knowledge.h"
#include "../support/toy_models.h"
#include "core/changes.h"
#include "generator.h"
#include "restore/api/change_log.h"
#include "restore/api/json_lines.h"
#include "restore/api/restorer.h"
#include "restore/api/stream.h"
#include "restore/channel/channel.h"
#include "restore/channel/keystrokes.h"
#include "restore/decode/candidate_finder.h"
#include "restore/decode/decoder.h"
#include "restore/decode/repetition.h"
#include "restore/decode/word_cache.h"
#include "restore/lexicon/search_budget.h"
#include "restore/lexicon/vocabulary.h"
#include "restore/repair/fill_letters.h"
#include "restore/repair/gaps.h"
#include "restore/repair/lost_words.h"
#include "restore/repair/sign_marks.h"
#include "restore/repair/stray_signs.h"
#include "restore/repair/uncertain_blanks.h"
#include "restore/repair/word_lattice.h"
#include "restore/text/abbreviations.h"
#include "restore/text/enumerators.h"
#include "restore/text/nearby_changes.h"
#include "restore/text/spelling.h"
#include "restore/text/tokens.h"
#include "text/normalise.h"
#include "text/unicode.h"

namespace codau::restore {
namespace {

constexpr std::array<RestoreMode, 4> kModes{RestoreMode::kAuto, RestoreMode::kStripped,
                                            RestoreMode::kDamaged, RestoreMode::kClean};

class RestoreLaws : public testing::Laws {
 protected:
  RestoreLaws() : restorer_(load()) {}
  Restorer load() {
    testing::write_toy_models(folder_.path());
    return Restorer(folder_.path().c_str(), folder_.path().c_str());
  }
  /// What hurts, mixed with words that the toy model knows, whole or stripped.
  std::string passage() {
    std::string out = generate.bytes(3);
    for (std::size_t n = generate.below(3); n > 0; --n) {
      const std::string& known =
          testing::toy_sentences()[generate.below(testing::toy_sentences().size())];
      out += (generate.chance(50) ? known : text::strip_diacritics(known)) +
             (generate.chance(50) ? "\n" : " ");
    }
    return out;
  }
  RestoreOptions options() { return {kModes.at(generate.below(4)), 0}; }

  testing::TempFolder folder_;
  Restorer restorer_;
};

TEST_F(RestoreLaws, TokensAscend) {  // restore/text/tokens.h
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::string text = text::normalise(passage()).text;
    std::uint32_t end = 0;
    for (const Token& token : tokenise(text)) {
      EXPECT_GE(token.text.begin, end);
      EXPECT_GT(token.text.end, token.text.begin);
      end = token.text.end;
    }
    EXPECT_LE(end, text.size());
  }
}

/// `text` as an engine reads it whose alphabet lacks the letters U+1EA0 to U+1EF9.
std::string without_letters(std::string_view text) {
  std::u32string out;
  for (const char32_t c : to_utf32(text)) {
    if (c < 0x1EA0 || c > 0x1EF9) out += c == U'ơ' ? U'o' : c == U'ư' ? U'u' : c;
  }
  return to_utf8(out);
}

/// Sentences of the toy model as such an engine reads them, with words that are lost whole at the
/// borders of lines, passages and the text, and some beside each other.
std::string dropped_passage(testing::Generator& generate) {
  static const std::vector<std::string> kLost{"Ở ", "ở ", "ở ở ", "Ở ở ", "ẩ", "ở  ", "", ""};
  static const std::vector<std::string> kEnds{"\n", "\n", "\n\n", "\f", "\n\f", "\t", "\r\n", ""};
  std::string out;
  for (std::size_t n = 1 + generate.below(6); n > 0; --n) {
    out += generate.one_of(std::span<const std::string>(kLost));
    for (const char c : generate.one_of(std::span<const std::string>(testing::toy_sentences()))) {
      out += c;
      if (c == ' ' && generate.chance(15))
        out += generate.one_of(std::span<const std::string>(kLost));
    }
    if (generate.chance(30)) out += generate.one_of(std::span<const std::string>(kLost));
    if (generate.chance(20)) out += generate.line(3);
    out += generate.one_of(std::span<const std::string>(kEnds));
  }
  return without_letters(text::to_nfc(out));
}

TEST_F(RestoreLaws, PrintIsLostOfWordsAlone) {  // restore/repair/gaps.h
  const testing::ToyKnowledge toy(folder_.path().string());
  const Knowledge knowledge = toy.all();
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::string text = text::normalise(passage()).text;
    SearchBudget budget;
    WordCache cache;
    CandidateFinder finder(knowledge, budget, cache);
    const std::vector<Token> tokens = tokenise(text);
    const auto channel = static_cast<ChannelId>(kFirstLearntChannel);
    std::vector<std::uint32_t> gaps;
    for (std::size_t n = generate.below(9); n > 0; --n)
      gaps.push_back(static_cast<std::uint32_t>(generate.below(text.size() + 1)));
    std::ranges::sort(gaps);
    const auto rest_of = [](const std::vector<Token>& all) {
      std::vector<std::uint32_t> out;
      for (const Token& token : all)
        if (token.kind != TokenKind::kWord) out.push_back(token.text.begin);
      return out;
    };
    const std::vector<Token> with = mark_gaps(finder, channel, text, tokens, gaps);
    EXPECT_EQ(rest_of(with), rest_of(tokens)) << text;
    std::uint32_t end = 0;
    for (const Token& token : with) {
      EXPECT_GE(token.text.begin, end);
      end = token.text.end;
    }
    const std::vector<Token> without = mark_gaps(finder, channel, text, tokens, {});
    ASSERT_EQ(without.size(), tokens.size());
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      EXPECT_EQ(without[i].text, tokens[i].text);
      EXPECT_EQ(without[i].gap, 0);
    }
  }
}

TEST_F(RestoreLaws, GapsAreNoWords) {  // restore/repair/lost_words.h
  std::size_t gaps = 0;
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::string text = text::normalise(dropped_passage(generate)).text;
    const std::vector<Token> tokens = tokenise(text);
    std::size_t next = 0;
    std::uint32_t end = 0;
    for (const Token& token : add_lost_words(text, tokens, [](std::size_t) { return true; })) {
      EXPECT_GE(token.text.begin, end);
      end = token.text.end;
      EXPECT_EQ(token.text.empty(), token.kind == TokenKind::kLostWord);
      if (token.kind == TokenKind::kLostWord) {
        ++gaps;
        EXPECT_EQ(text.substr(token.text.end, 1), " ");
        continue;
      }
      ASSERT_LT(next, tokens.size());
      EXPECT_EQ(token.text, tokens[next].text);
      EXPECT_EQ(token.kind, tokens[next++].kind);
    }
    EXPECT_EQ(next, tokens.size());
  }
  EXPECT_GT(gaps, 100U);
}

TEST_F(RestoreLaws, TextOfWhichLettersWereDroppedIsReadToItsEnd) {  // restore/api/restorer.h
  for (int round = 0; round < 2 * testing::kRounds; ++round) {
    const std::string input = dropped_passage(generate);
    RestoreOptions asked = options();
    asked.list_tokens = generate.chance(50);
    const Restoration out = restorer_.restore(input, asked);
    EXPECT_EQ(undo(out.changes, out.text), input);
    EXPECT_EQ(std::count(out.text.begin(), out.text.end(), '\n'),
              std::count(input.begin(), input.end(), '\n'));
  }
}

TEST_F(RestoreLaws, TheBudgetOfSearchesHasAnEnd) {  // restore/lexicon/search_budget.h
  for (int round = 0; round < testing::kRounds; ++round) {
    const SearchBudget::Limits limits{1 + generate.below(100), generate.below(1000),
                                      generate.below(3000)};
    SearchBudget budget(limits);
    std::set<std::uint32_t> segments;
    std::size_t spent = 0;
    for (int search = 0; search < 300; ++search) {
      const auto offset = static_cast<std::uint32_t>(generate.below(std::size_t{1} << 16U));
      const std::size_t granted = budget.grant(offset);
      EXPECT_TRUE(granted == 0 || granted == limits.steps_per_word);
      if (granted == 0) continue;
      const std::size_t steps = generate.below(granted + 1);
      const bool has_found = generate.chance(3);
      budget.spend(offset, steps, has_found);
      spent += has_found ? steps / SearchBudget::kFoundStepsPerCharge : steps;
      segments.insert(offset / SearchBudget::kSegmentBytes);
    }
    EXPECT_EQ(budget.spent(), spent);
    EXPECT_LE(spent, limits.shared_steps + segments.size() * limits.steps_per_segment);
  }
}

/// What a window was told of its words, and the steps that it took.
struct Told {
  std::size_t spent = 0;
  std::vector<float> found;
  std::vector<std::vector<lm::WordId>> candidates;
  bool operator==(const Told&) const = default;
};

/// Asks of `words`, each at its place, all that a window can ask; half of it of a channel of its
/// own.
Told ask_all(const Knowledge& knowledge, const std::vector<std::string>& words,
             const SearchBudget::Limits& limits, WordCache& cache) {
  Told out;
  SearchBudget budget(limits);
  CandidateFinder finder(knowledge, budget, cache);
  std::uint32_t offset = 0;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (at == words.size() / 2) finder.use_channels({{kFirstLearntChannel, knowledge.channels[0]}});
    const std::string& word = words[at];
    const auto size = static_cast<std::uint32_t>(word.size());
    WordType& type = finder.look_up(word, {{offset, offset + size}, TokenKind::kWord});
    offset += size + 1;
    for (std::size_t i = 0; i < knowledge.channels.size(); ++i) {
      const auto channel = static_cast<ChannelId>(kFirstLearntChannel + i);
      if (finder.needs_search(type, channel)) {
        out.found.push_back(finder.search_gain(type, channel));
        EXPECT_GE(out.found.back(), 0);
      }
      const std::vector<Candidate>& options = finder.candidates(type, channel);
      EXPECT_EQ(options.front().word, type.word) << word;
      std::vector<lm::WordId>& told = out.candidates.emplace_back();
      for (const Candidate& option : options) {
        told.push_back(option.word);
        if (limits.steps_per_word > 0) continue;
        const bool differs_in_marks = option.word >= type.fold.begin && option.word < type.fold.end;
        EXPECT_TRUE(option.word == type.word || differs_in_marks) << word;
      }
    }
  }
  out.spent = budget.spent();
  return out;
}

Told ask_all(const Knowledge& knowledge, const std::vector<std::string>& words,
             const SearchBudget::Limits& limits) {
  WordCache cache;
  return ask_all(knowledge, words, limits, cache);
}

std::vector<std::string> words_that_are_none(testing::Generator& generate, std::size_t count) {
  std::vector<std::string> out;
  while (out.size() < count) {
    std::string word;
    for (std::size_t n = 1 + generate.below(9); n > 0; --n)
      word += static_cast<char>('a' + generate.below(26));
    out.push_back(generate.chance(10) ? "hoach" : word);
  }
  return out;
}

TEST_F(RestoreLaws, SearchesForWordsKeepToTheirBudget) {  // restore/decode/candidate_finder.h
  const testing::ToyKnowledge toy(folder_.path().string());
  const std::vector<std::string> words = words_that_are_none(generate, 3000);
  std::size_t bytes = 0;
  for (const std::string& word : words) bytes += word.size() + 1;
  const SearchBudget::Limits tight{20'000, 30'000, 100'000};
  const std::size_t segments = bytes / SearchBudget::kSegmentBytes + 1;
  const std::size_t all = ask_all(toy.all(), words, {}).spent;
  EXPECT_GT(all, tight.shared_steps + segments * tight.steps_per_segment);
  EXPECT_LE(ask_all(toy.all(), words, tight).spent,
            tight.shared_steps + segments * tight.steps_per_segment);
  EXPECT_EQ(ask_all(toy.all(), words, tight), ask_all(toy.all(), words, tight));
  EXPECT_EQ(ask_all(toy.all(), words, {0, 0, 0}).spent, 0U);
}

TEST_F(RestoreLaws, WordsAreTheSameWithAnyCache) {  // restore/decode/word_cache.h
  const testing::ToyKnowledge toy(folder_.path().string());
  std::vector<std::string> words = words_that_are_none(generate, 800);
  WordCache cache;
  for (int window = 0; window < 4; ++window) {
    const SearchBudget::Limits limits =
        window == 2 ? SearchBudget::Limits{} : SearchBudget::Limits{20'000, 30'000, 100'000};
    EXPECT_EQ(ask_all(toy.all(), words, limits, cache), ask_all(toy.all(), words, limits));
    std::rotate(words.begin(), words.begin() + 300, words.end());
  }
}

TEST_F(RestoreLaws, AWindowReadsTheSameWithAnyCache) {  // restore/api/restorer.h
  RestorerCache cache;
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::string input = generate.chance(50) ? passage() : dropped_passage(generate);
    RestoreOptions asked = options();
    asked.list_tokens = true;
    const Restoration alone = restorer_.restore(input, asked);
    const Restoration behind = restorer_.restore(input, asked, {}, cache);
    EXPECT_EQ(behind.text, alone.text);
    EXPECT_EQ(behind.changes, alone.changes);
    EXPECT_EQ(behind.doubts, alone.doubts);
    EXPECT_TRUE(behind.tokens == alone.tokens);
  }
}

/// Text of words that are all damaged, ever other ones, so long that no budget for what is no text
/// lasts, is searched to its end.
TEST_F(RestoreLaws, DamagedTextIsSearchedHoweverLong) {  // restore/lexicon/search_budget.h
  SearchBudget budget({100, 1000, 1000});
  for (std::uint32_t offset = 0; offset < 10 * SearchBudget::kSegmentBytes; offset += 5) {
    ASSERT_GT(budget.grant(offset), 0U) << offset;
    budget.spend(offset, SearchBudget::kFoundStepsPerCharge, true);
  }
}

TEST_F(RestoreLaws, ModelWordsKeepTheirFold) {  // restore/text/spelling.h
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::string word = text::to_nfc(generate.word());
    EXPECT_EQ(to_model_spelling(to_model_spelling(word)), to_model_spelling(word));
    EXPECT_EQ(fold_word(to_model_spelling(word)), fold_word(word));
  }
}

/// `syllable` as it is typed: each shape key behind its vowel, the tone key somewhere behind that.
std::u32string typed(std::u32string_view syllable, InputMethod input_method,
                     testing::Generator& generate) {
  const bool telex = input_method == InputMethod::kTelex;
  std::u32string out;
  text::Tone tone = text::Tone::kNone;
  std::size_t behind_vowel = 0;
  for (std::size_t i = 0; i < syllable.size(); ++i) {
    const text::Letter letter = text::letter(syllable[i]);
    if (letter.tone != text::Tone::kNone) tone = letter.tone;
    out += static_cast<char32_t>(letter.bare);
    const bool first_of_pair = letter.toneless == U'ư' && i + 1 < syllable.size() &&
                               text::letter(syllable[i + 1]).toneless == U'ơ';
    const std::u32string_view shapes = U"đâêôăơư", keys = U"daeowww", digits = U"9666877";
    const std::size_t shape = shapes.find(letter.toneless);
    if (shape != shapes.npos && !(first_of_pair && generate.chance(50))) {
      out += telex ? keys[shape] : digits[shape];
    }
    if (std::string_view("aeiouy").find(letter.bare) != std::string_view::npos) {
      behind_vowel = out.size();
    }
  }
  if (tone == text::Tone::kNone) return out;
  const char32_t key = (telex ? U"frxsj" : U"23415")[static_cast<std::size_t>(tone) - 1];
  out.insert(behind_vowel + generate.below(out.size() - behind_vowel + 1), 1, key);
  return out;
}

TEST_F(RestoreLaws, EachTypingOfASyllableSpellsIt) {  // restore/channel/keystrokes.h
  static const std::vector<std::u32string> kSyllables{
      U"ủy",   U"đầu",   U"tư",    U"việt", U"phường", U"nghiêng", U"hoạch", U"quyết", U"thuở",
      U"giấy", U"người", U"hưởng", U"năm",  U"đặng",   U"cứu",     U"rượu",  U"yếu",   U"khuỷu",
      U"ở",    U"ý",     U"đã",    U"gìn",  U"quốc",   U"mưa",     U"ngoặc", U"xuân",  U"lý"};
  for (int round = 0; round < 5 * testing::kRounds; ++round) {
    const std::u32string& syllable = generate.one_of(std::span<const std::u32string>(kSyllables));
    for (const InputMethod input_method : {InputMethod::kTelex, InputMethod::kVni}) {
      const std::u32string word = typed(syllable, input_method, generate);
      if (word == syllable) continue;
      const std::vector<KeySpelling> found = decode_keystrokes(word);
      EXPECT_TRUE(std::any_of(found.begin(), found.end(), [&](const KeySpelling& spelling) {
        return spelling.word == syllable && spelling.input_method == input_method;
      })) << to_utf8(word);
    }
  }
}

TEST_F(RestoreLaws, ADigitBehindAToneIsNoKey) {  // restore/channel/keystrokes.h
  for (const std::string& sentence : testing::toy_sentences()) {
    for (const Token& token : tokenise(sentence)) {
      const std::u32string word = to_utf32(to_model_spelling(slice(sentence, token.text)));
      const bool toned = std::any_of(word.begin(), word.end(), [](char32_t c) {
        const text::Letter letter = text::letter(c);
        return letter && letter.tone != text::Tone::kNone;
      });
      if (!toned) continue;
      for (char32_t digit = U'1'; digit <= U'5'; ++digit) {
        EXPECT_TRUE(decode_keystrokes(word + digit).empty()) << to_utf8(word);
      }
    }
  }
}

TEST_F(RestoreLaws, FootnotesStay) {  // restore/decode/typed_words.h
  static const std::vector<std::string> kBehind{"", ",", ".", ";", "/các", ")", " -"};
  for (int round = 0; round < testing::kRounds; ++round) {
    std::string text;
    for (const char c :
         generate.one_of(std::span<const std::string>(testing::toy_sentences())) + "\n") {
      const bool behind_word = !text.empty() && (c == ' ' || c == '\n') && text.back() != '.' &&
                               text.back() != ',' && text.back() != ';';
      const std::string_view word = std::string_view(text).substr(text.rfind(' ') + 1);
      const bool marked = fold_word(word) != word && to_model_spelling(word) != fold_word(word);
      if (behind_word && marked && generate.chance(15)) {
        text += static_cast<char>('1' + generate.below(9));
        text += generate.one_of(std::span<const std::string>(kBehind));
      }
      text += c;
    }
    EXPECT_EQ(restorer_.restore(text, {RestoreMode::kAuto, 0}).text, text);
  }
}

TEST_F(RestoreLaws, UndoGivesTheInputBack) {  // restore/api/restorer.h
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::string input = passage();
    const Restoration out = restorer_.restore(input, options());
    EXPECT_EQ(undo(out.changes, out.text), input);
    EXPECT_EQ(codau::apply(out.changes, input), out.text);
    for (const Doubt& doubt : out.doubts) EXPECT_LE(doubt.out.end, out.text.size());
  }
}

TEST_F(RestoreLaws, LinesTabsAndFormFeedsStay) {  // restore/api/restorer.h
  const auto frame = [](std::string_view text) {
    std::string out;
    for (const char c : text) {
      if (c == '\n' || c == '\t' || c == '\f') out += c;
    }
    return out;
  };
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::string input = passage();
    EXPECT_EQ(frame(restorer_.restore(input, options()).text), frame(input));
  }
}

TEST_F(RestoreLaws, StrippedTextChangesInMarksOnly) {  // restore/api/restorer.h
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::string input = passage();
    const Restoration out = restorer_.restore(input, {RestoreMode::kStripped, 0});
    EXPECT_EQ(text::strip_diacritics(out.text),
              text::strip_diacritics(text::decode_text(input).text));
  }
}

TEST_F(RestoreLaws, BlanksChangeAndLettersStay) {  // restore/repair/uncertain_blanks.h
  const testing::ToyKnowledge toy(folder_.path().string());
  const auto without_blanks = [](std::string_view text) {
    std::string out;
    for (const char c : text) {
      if (c != ' ') out += c;
    }
    return out;
  };
  for (int round = 0; round < testing::kRounds; ++round) {
    std::string torn;
    for (const char c : text::decode_text(passage()).text) {
      if (c == ' ' && generate.chance(5)) continue;
      if (is_letter_byte(c) && static_cast<unsigned char>(c) < 0x80 && generate.chance(5))
        torn += ' ';
      torn += c;
    }
    const text::RewrittenText out = correct_blanks(toy.all(), torn, tokenise(torn), 0);
    EXPECT_EQ(without_blanks(out.first), without_blanks(torn));
    EXPECT_EQ(undo(out.second, out.first), torn);
  }
}

TEST_F(RestoreLaws, LettersThatAreNotLostStay) {  // restore/repair/fill_letters.h
  const testing::ToyKnowledge toy(folder_.path().string());
  const DivisionTitles titles = {"Điều "};
  const auto without_marked = [](std::string_view text) {
    std::string out;
    for (const char c : text) {
      if (static_cast<unsigned char>(c) < 0x80 && c != '?' && c != ' ')
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 'a' - 'A') : c;
    }
    return out;
  };
  for (int round = 0; round < testing::kRounds; ++round) {
    const bool drops = generate.chance(3);
    std::string torn;
    for (const char32_t c : to_utf32(text::decode_text(passage()).text)) {
      const bool is_lost = c >= 0x80 && fold(c) != to_lower(c);
      if (!is_lost || !generate.chance(2)) torn += is_lost ? (drops ? "" : "?") : to_utf8({&c, 1});
    }
    const FilledText out = fill_letters(toy.all(), titles, torn, tokenise(torn), 0);
    EXPECT_EQ(undo(out.text.second, out.text.first), torn);
    EXPECT_EQ(std::ranges::count(out.text.first, '\n'), std::ranges::count(torn, '\n'));
    for (const Change& change : out.text.second) {
      // Letters without marks stay, except where an ANSI code page put its best fit.
      const std::string before = without_marked(slice(torn, change.in)),
                        after = without_marked(slice(out.text.first, change.out));
      EXPECT_GE(before.size(), after.size());
    }
    for (const ByteRange gap : out.gaps) EXPECT_LE(gap.end, out.text.first.size());
  }
}

TEST_F(RestoreLaws, ComposedSignsAreUndone) {  // restore/repair/sign_marks.h
  const testing::ToyKnowledge toy(folder_.path().string());
  for (int round = 0; round < testing::kRounds; ++round) {
    std::string apart;
    for (const char32_t c : to_utf32(text::decode_text(passage()).text)) {
      const char32_t shape = fold(c);
      apart += to_utf8({&shape, 1});
      if (shape != c) apart += generate.chance(2) ? "'" : " \u0301";
    }
    const text::RewrittenText out = compose_sign_marks(toy.all(), apart, generate.chance(2));
    EXPECT_EQ(undo(out.second, out.first), apart);
    EXPECT_EQ(std::ranges::count(out.first, '\n'), std::ranges::count(apart, '\n'));
  }
}

TEST_F(RestoreLaws, SegmentsCoverAllUnits) {  // restore/repair/word_lattice.h
  const testing::ToyKnowledge toy(folder_.path().string());
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::size_t units = 1 + generate.below(12);
    std::vector<WordArc> words;
    for (std::size_t begin = 0; begin < units; ++begin) {
      words.push_back({begin, begin + 1, lm::kUnknown, 3});
      if (begin + 2 <= units) words.push_back({begin, begin + 2, lm::kNumber, 1});
    }
    std::size_t at = 0;
    for (const PathWord& segment : decode_word_lattice(toy.all().model, words, units).words) {
      EXPECT_EQ(segment.begin, at);
      EXPECT_EQ(words.at(segment.arc).end, segment.end);
      at = segment.end;
    }
    EXPECT_EQ(at, units);
  }
}

TEST_F(RestoreLaws, RepairedMarksNeedNoMoreRepair) {  // restore/text/enumerators.h
  const DivisionTitles titles = {"Điều "};
  static const std::vector<std::string> kMarks{"I.", "11.", "I11.", "IV.", "1.", "2.", "l.",   "3.",
                                               "a)", "b)",  "¢)",   "c)",  "d)", "đ)", "~ e)", ")"};
  for (int round = 0; round < 10 * testing::kRounds; ++round) {
    std::string text;
    for (std::size_t n = 2 + generate.below(9); n > 0; --n) {
      text += generate.one_of(std::span<const std::string>(kMarks)) + " Các xã\n";
    }
    const ByteRange all{0, static_cast<std::uint32_t>(text.size())};
    const std::vector<Change> done{{all, all, "", "", "latin_ocr", "", 1, ""}};
    const std::string once =
        codau::apply(repair_enumerators(titles, text, done, EnumeratorDamage::kAnySign), text);
    EXPECT_TRUE(repair_enumerators(titles, once, done, EnumeratorDamage::kAnySign).empty()) << text;
    EXPECT_EQ(std::count(once.begin(), once.end(), '\n'),
              std::count(text.begin(), text.end(), '\n'));
    const std::string stroked = codau::apply(
        repair_enumerators(titles, text, done, EnumeratorDamage::kDiacriticsOnly), text);
    EXPECT_EQ(text::strip_diacritics(stroked), text::strip_diacritics(text));
  }
}

TEST_F(RestoreLaws, WithoutStraySignsWordsAndLineEndsStay) {  // restore/repair/stray_signs.h
  const std::string path = (folder_.path() / "signs.tsv").string();
  std::ofstream(path) << ".␣\ta\t40\t40\n␣~␣\tx\t40\t40\n-\ta\t40\t40\n␣‘\tA\t40\t40\n"
                         "␣|\t|\t40\t40\n␣~␣\ta\t40\t40\n:␣\ta\t40\t30\n";
  const StraySigns signs(path);
  const testing::ToyKnowledge toy(folder_.path().string());
  constexpr std::array<std::string_view, 12> kBetween = {" ",    ". ",  " ~ ",  "-",    " ‘", ": ",
                                                         " |\n", ".\n", " ~\n", "\n\n", "\f", "\t"};
  const auto words = [](std::string_view text) {
    std::vector<std::string> out;
    for (const AlphanumericWord& word : split_words(text)) out.emplace_back(slice(text, word.text));
    return out;
  };
  const auto line_ends = [](std::string_view text) {
    return std::ranges::count_if(text, [](char c) { return c == '\n' || c == '\f' || c == '\t'; });
  };
  for (int round = 0; round < testing::kRounds; ++round) {
    std::string text;
    for (std::size_t n = generate.below(40); n > 0; --n) {
      const std::vector<std::string> known =
          words(testing::toy_sentences()[generate.below(testing::toy_sentences().size())]);
      const std::string& word = known[generate.below(known.size())];
      text += (generate.chance(20) ? text::to_upper(word) : word);
      text += kBetween.at(generate.below(kBetween.size()));
    }
    const ByteRange all{0, static_cast<std::uint32_t>(text.size())};
    const std::vector<Change> done(9, {all, all, "", "", "latin_ocr", "", 1, ""});
    EXPECT_TRUE(signs.find(toy.all(), text, {}, 0).empty());
    const std::vector<Change> changes = signs.find(toy.all(), text, done, 0);
    const std::string after = codau::apply(changes, text);
    EXPECT_EQ(words(after), words(text)) << text;
    EXPECT_EQ(line_ends(after), line_ends(text)) << text;
    EXPECT_EQ(codau::undo(changes, after), text);
  }
}

TEST_F(RestoreLaws, RepetitionMovesProbabilityOnly) {  // restore/decode/repetition.h
  for (int round = 0; round < testing::kRounds; ++round) {
    std::vector<SlotPosteriors> window(1 + generate.below(60));
    for (SlotPosteriors& posteriors : window) {
      const auto look = static_cast<lm::WordId>(1 + generate.below(4));
      double left = 1;
      for (std::size_t k = generate.below(SlotPosteriors::kMaxSlotWords);
           k < SlotPosteriors::kMaxSlotWords; ++k) {
        const std::size_t at = SlotPosteriors::kMaxSlotWords - 1 - k;
        posteriors.words.at(at) = {static_cast<lm::WordId>(10 * look + at), 0};
      }
      for (WordPosterior& candidate : posteriors.words) {
        if (candidate.word == lm::kUnknown) break;
        candidate.probability = left * 0.7;
        left -= candidate.probability;
      }
      posteriors.fold_key = generate.chance(20) ? 0 : look;
      posteriors.is_name = generate.chance(30);
      posteriors.is_detached = generate.chance(20);
    }
    // a word that stands nowhere else, beside nothing else
    SlotPosteriors lonely;
    lonely.words[0] = {100, 0.6};
    lonely.words[1] = {101, 0.4};
    lonely.fold_key = 10;
    window.insert(window.begin(), {lonely});
    std::vector<SlotPosteriors> shared = window;
    rescore_by_repetition(shared);
    EXPECT_DOUBLE_EQ(shared[0].words[0].probability, 0.6);
    for (std::size_t i = 0; i < window.size(); ++i) {
      double before = 0, after = 0;
      for (std::size_t k = 0; k < SlotPosteriors::kMaxSlotWords; ++k) {
        EXPECT_EQ(shared[i].words.at(k).word, window[i].words.at(k).word);
        EXPECT_GE(shared[i].words.at(k).probability, 0);
        before += window[i].words.at(k).probability;
        after += shared[i].words.at(k).probability;
      }
      EXPECT_NEAR(before, after, 1e-9);
    }
  }
}

TEST_F(RestoreLaws, AbbreviationsDifferInMarksOnly) {  // restore/text/abbreviations.h
  const std::filesystem::path tables = CODAU_ROOT "/data/lexicon";
  const Abbreviations abbreviations(std::string(CODAU_ROOT) + "/data/abbreviations.tsv",
                                    text::Lexicon({&tables, 1}));
  std::size_t found = 0;
  for (const char* seen : {"D", "d"}) {
    EXPECT_FALSE(abbreviations.slash_forms(seen).empty());
    for (const SlashForm& form : abbreviations.slash_forms(seen))
      EXPECT_EQ(text::strip_diacritics(form.spelling), seen);
  }
  for (int round = 0; round < 100 * testing::kRounds; ++round) {
    std::string seen;
    for (std::size_t n = 2 + generate.below(2); n > 0; --n)
      seen += "BCDGHKLNQTV"[generate.below(11)];
    for (const bool in_code : {false, true}) {
      const std::string* spelling = abbreviations.find(seen, in_code);
      if (spelling == nullptr) continue;
      ++found;
      EXPECT_EQ(text::strip_diacritics(*spelling), seen);
      EXPECT_NE(*spelling, seen);
    }
  }
  EXPECT_GT(found, 0U);
}

TEST_F(RestoreLaws, CleanTextIsUnchangedInModeClean) {  // restore/api/restorer.h
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::string input = text::normalise_to_nfc(passage()).text;
    EXPECT_EQ(restorer_.restore(input, {RestoreMode::kClean, 0}).text, input);
  }
}

TEST_F(RestoreLaws, IsDeterministic) {  // restore/api/restorer.h
  const std::string input = passage();
  EXPECT_EQ(restorer_.restore(input).text, restorer_.restore(input).text);
}

// restore/api/restorer.h: one engine serves several threads; tsan looks at what they touch.
TEST_F(RestoreLaws, IsSharedBetweenThreads) {
  constexpr std::size_t kTexts = 24, kThreads = 4;
  std::vector<std::pair<std::string, RestoreOptions>> texts;
  std::vector<std::string> alone;
  for (std::size_t i = 0; i < kTexts; ++i) texts.emplace_back(passage(), options());
  for (const auto& [text, how] : texts) alone.push_back(restorer_.restore(text, how).text);
  const Restorer fresh = load();  // what is made at the first use is made by all of them
  std::vector<std::jthread> threads;
  std::array<std::vector<std::string>, kThreads> together;
  for (auto& out : together) {
    threads.emplace_back([&] {
      for (const auto& [text, how] : texts) out.push_back(fresh.restore(text, how).text);
    });
  }
  threads.clear();
  for (const auto& out : together) EXPECT_EQ(out, alone);
}

/// Restores `input` as a stream whose reads return at most `most` bytes; the log goes to `log`.
std::string streamed(const Restorer& restorer, std::string_view input, std::size_t most,
                     std::vector<std::string>& log) {
  std::string out;
  restore_stream(
      restorer, {RestoreMode::kStripped, 0},
      [&](char* buffer, std::size_t size) {
        const std::size_t n = std::min({size, most, input.size()});
        std::copy_n(input.data(), n, buffer);
        input.remove_prefix(n);
        return n;
      },
      [&](std::string_view window, const Restoration& restored, std::uint64_t in,
          std::uint64_t at) {
        EXPECT_EQ(codau::apply(restored.changes, window), restored.text);
        EXPECT_EQ(at, out.size());
        for (const Change& c : restored.changes) log.push_back(to_jsonl(c, in, at));
        out += restored.text;
      });
  return out;
}

TEST_F(RestoreLaws, StreamsDoNotDependOnTheirCuts) {  // restore/api/stream.h
  for (const std::size_t most : {1U, 7U, 4097U, 65536U}) {
    std::string input;
    while (input.size() < 600'000) input += passage() + "uy ban nhan dan tinh\n";
    std::vector<std::string> whole_log, cut_log;
    const std::string whole = streamed(restorer_, input, input.size(), whole_log);
    const std::string cut = streamed(restorer_, input, most, cut_log);
    EXPECT_TRUE(whole == cut);
    EXPECT_TRUE(whole_log == cut_log);
  }
}

TEST_F(RestoreLaws, StreamsKeepBytesThatAreNoText) {  // restore/api/stream.h
  for (int round = 0; round < testing::kRounds; ++round) {
    std::vector<std::string> log;
    streamed(restorer_, generate.bytes(60), 99, log);
    for (const std::string& line : log) EXPECT_NE(parse_change(line).change.rule, "not_utf8");
  }
}

TEST_F(RestoreLaws, UndoingAStreamGivesItsInput) {  // restore/api/change_log.h
  for (int round = 0; round < 20; ++round) {
    std::string input;
    for (std::size_t n = generate.below(60); n > 0; --n) input += passage();
    std::vector<std::string> log;
    const std::string out = streamed(restorer_, input, 4096, log);
    std::size_t line = 0, at = 0;
    std::string back;
    undo_stream(
        [&] { return line < log.size() ? std::optional<std::string>(log[line++]) : std::nullopt; },
        [&](char* buffer, std::size_t size) {
          const std::size_t n = std::min(size, out.size() - at);
          std::copy_n(out.data() + at, n, buffer);
          at += n;
          return n;
        },
        [&](std::string_view bytes) { back += bytes; });
    EXPECT_TRUE(back == input);
  }
}

TEST_F(RestoreLaws, AChangeComesBackFromItsLine) {  // restore/api/change_log.h
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::string input = generate.bytes();
    for (const Change& c : restorer_.restore(input, options()).changes) {
      const LoggedChange logged = parse_change(to_jsonl(c, 7, 9));
      Change there = logged.change;
      EXPECT_EQ(logged.begin_in, 7 + c.in.begin);
      EXPECT_EQ(logged.begin_out, 9 + c.out.begin);
      EXPECT_EQ(there.before, c.before);
      EXPECT_EQ(there.after, c.after);
      EXPECT_NEAR(there.confidence, c.confidence, 1e-4);
    }
  }
}

/// Tokens tile what was decoded: their texts are those of input and output, each is the likeliest
/// reading but where it was left alone, and no reading stands there twice.
TEST_F(RestoreLaws, TokensSayWhatBecameOfEachWord) {  // restore/api/restorer.h
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::string input = passage();
    RestoreOptions asked = options();
    const Restoration plain = restorer_.restore(input, asked);
    asked.list_tokens = true;
    const Restoration out = restorer_.restore(input, asked);
    EXPECT_EQ(out.text, plain.text);
    EXPECT_EQ(out.changes, plain.changes);
    EXPECT_TRUE(plain.tokens.empty());
    ByteRange last_in, last_out;
    for (const RestoredToken& token : out.tokens) {
      EXPECT_GE(token.in.begin, last_in.begin);
      EXPECT_GE(token.out.begin, last_out.end);
      const ByteRange there =
          to_output(out.changes, token.in);  // a change may be wider than a word
      EXPECT_LE(there.begin, token.out.begin) << input;
      EXPECT_GE(there.end, token.out.end) << input;
      double sum = token.confidence;
      std::set<std::string> readings{std::string(slice(out.text, token.out))};
      for (const Alternative& other : token.alternatives) {
        EXPECT_TRUE(readings.insert(other.text).second) << other.text;
        sum += other.confidence;
      }
      EXPECT_LE(sum, 1 + 1e-9);
      last_in = token.in;
      last_out = token.out;
    }
  }
}

std::string from_hex(const std::string& hex) {
  std::string out;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    out += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  return out;
}

TEST_F(RestoreLaws, LinesOfJsonHoldTheText) {  // restore/api/json_lines.h
  for (int round = 0; round < 40; ++round) {
    std::string input, text;
    constexpr std::array<std::string_view, 4> kEnds{"\r", "\r\n", "\n\r", ""};
    for (std::size_t n = generate.below(40); n > 0; --n) {
      input += passage();
      input += kEnds.at(generate.below(kEnds.size()));
    }
    if (round == 0) input = std::string(3U << 20U, 'a') + "\nuy ban\n" + input;
    std::vector<std::string> log;
    const std::string whole = streamed(restorer_, input, input.size(), log);
    std::uint64_t line = 1;
    JsonLinesWriter lines([&](std::string_view json) {
      const auto object = nlohmann::json::parse(json);
      EXPECT_EQ(object.at("line"), line);
      const std::string words = object.contains("text")
                                    ? object.at("text").get<std::string>()
                                    : from_hex(object.at("text_hex").get<std::string>());
      EXPECT_EQ(words.find_first_of("\r\n"), words.npos) << "an object is one line";
      const auto end = object.at("line_end").get<std::string>();
      EXPECT_TRUE(end.empty() || end == "\n" || end == "\r\n" || end == "\r") << json;
      EXPECT_EQ(object.at("line_feed").get<bool>(), end.ends_with('\n'));
      text += words + end;
      if (!end.empty()) ++line;
    });
    std::string_view rest = input;
    restore_stream(
        restorer_, {.mode = RestoreMode::kStripped, .min_confidence = 0, .list_tokens = true},
        [&](char* buffer, std::size_t size) {
          const std::size_t n = rest.copy(buffer, size);
          rest.remove_prefix(n);
          return n;
        },
        [&](std::string_view window, const Restoration& restored, std::uint64_t in,
            std::uint64_t at) { lines.write_window(window, restored, in, at); });
    lines.finish();
    EXPECT_TRUE(text == whole);
  }
}

/// Posteriors by going every way.
std::vector<std::vector<double>> brute_force(const lm::NgramModel& model,
                                             const std::vector<TrellisColumn>& columns) {
  std::vector<std::vector<double>> mass;
  for (const TrellisColumn& column : columns) mass.emplace_back(column.candidates.size(), 0);
  std::vector<std::size_t> way(columns.size(), 0);
  const std::function<void(std::size_t, lm::State, double)> go = [&](std::size_t i, lm::State state,
                                                                     double log_prob) {
    if (i == columns.size()) {
      for (std::size_t j = 0; j < way.size(); ++j) mass[j][way[j]] += std::exp(log_prob);
      return;
    }
    for (way[i] = 0; way[i] < columns[i].candidates.size(); ++way[i]) {
      const Candidate& option = columns[i].candidates[way[i]];
      const std::size_t taken = way[i];
      const double cost =
          static_cast<double>(option.cost) +
          (taken == columns[i].observed ? 0 : static_cast<double>(columns[i].change_cost));
      const auto restart = static_cast<double>(columns[i].restart_probability);
      const lm::Transition step = model.score(state, option.word);
      go(i + 1, step.next,
         log_prob + std::log(1 - restart) + static_cast<double>(step.log_prob) - cost);
      if (restart > 0) {
        const lm::Transition fresh = model.score(lm::State{}, option.word);
        go(i + 1, fresh.next,
           log_prob + std::log(restart) + static_cast<double>(fresh.log_prob) - cost);
      }
      way[i] = taken;
    }
  };
  go(0, lm::State{}, 0);
  return mass;
}

TEST_F(RestoreLaws, PosteriorsAreThoseOfBruteForce) {  // restore/decode/decoder.h
  const lm::NgramModel model((folder_ / "syllables.lm").c_str());
  for (int round = 0; round < 60; ++round) {
    std::vector<std::vector<Candidate>> options(1 + generate.below(5));
    std::vector<TrellisColumn> columns;
    for (auto& column : options) {
      for (std::size_t n = 1 + generate.below(4); n > 0; --n) {
        const auto word = static_cast<lm::WordId>(2 + generate.below(model.size() - 2));
        column.push_back({word, static_cast<float>(generate.below(40)) / 10});
      }
      const float restart = generate.chance(30) ? 0.3F : 0;
      columns.push_back(
          {column, generate.below(column.size()), static_cast<float>(generate.below(3)), restart});
    }
    const auto expected = brute_force(model, columns);
    const auto found = decode_trellis(model, columns, {100000, 1000});
    for (std::size_t i = 0; i < columns.size(); ++i) {
      double sum = 0;
      for (const double m : expected[i]) sum += m;
      EXPECT_NEAR(found[i].confidence, expected[i][found[i].best] / sum, 1e-6);
      for (const double m : expected[i]) EXPECT_LE(m / sum, found[i].confidence + 1e-6);
      double above = 1;
      for (const auto& [option, confidence] : found[i].ranked) {
        if (confidence <= 0) break;
        EXPECT_NEAR(confidence, expected[i][option] / sum, 1e-6);
        EXPECT_LE(confidence, above);
        above = confidence;
      }
    }
  }
}

/// The least cost at which the letters of `word` from `i` on give the pieces from `j` on.
float least_cost(const Channel::PieceLattice& pieces, std::u32string_view word, std::size_t j) {
  if (word.empty()) return j == pieces.size ? 0 : Channel::kInfiniteCost;
  float least = Channel::kInfiniteCost;
  for (std::size_t k = 0; k <= Channel::kMaxPieceLength && j + k <= pieces.size; ++k) {
    const float cost = Channel::cost(pieces, j, k, letter_index(word[0]));
    least = std::min(least, cost + least_cost(pieces, word.substr(1), j + k));
  }
  return least;
}

TEST_F(RestoreLaws, EveryWordInReachIsFoundAtItsLeastCost) {  // restore/lexicon/vocabulary.h
  constexpr float kLimit = 12;
  const lm::NgramModel model((folder_ / "syllables.lm").c_str());
  const Vocabulary vocabulary(model);
  const std::vector<Channel> channels = read_channels((folder_ / "channels.tsv").string());
  constexpr std::u32string_view kSeen = U"abcdghinorstuxyé1ơ'~";
  for (int round = 0; round < 60; ++round) {
    const Channel& channel = channels[generate.below(channels.size())];
    std::u32string seen;
    while (seen.size() < 1 + static_cast<std::size_t>(round) % 5) {
      seen += kSeen[generate.below(kSeen.size())];
    }
    const Channel::PieceLattice pieces = channel.cut_into_pieces(seen);
    std::vector<Candidate> expected;
    for (std::uint32_t id = lm::kFirstWord; id < model.size(); ++id) {
      const auto word = static_cast<lm::WordId>(id);
      const std::u32string letters(vocabulary.letters(word));
      if (letters.size() > seen.size() + 3) continue;  // no word loses more letters
      const float cost =
          std::min(least_cost(pieces, letters, 0), least_cost(pieces, with_late_tone(letters), 0));
      if (cost < kLimit - 0.01F) expected.push_back({word, cost});
    }
    std::size_t steps = SIZE_MAX;
    const std::vector<Candidate> found =
        vocabulary.search({ObservedWord(channel, seen)}, {kLimit}, steps);
    EXPECT_GT(steps, 0U);
    for (const Candidate& candidate : expected) {
      const auto it = std::find_if(found.begin(), found.end(), [&](const Candidate& other) {
        return other.word == candidate.word;
      });
      ASSERT_NE(it, found.end()) << to_utf8(seen) << ' ' << model.spelling(candidate.word);
      EXPECT_NEAR(it->cost, candidate.cost, 1e-3);
    }
    std::vector<float> scores;
    for (const Candidate& candidate : found) scores.push_back(vocabulary.score(candidate));
    std::sort(scores.begin(), scores.end(), std::greater<>());
    const std::size_t most = 1 + generate.below(20);
    const std::vector<Candidate> few = vocabulary.search(
        {ObservedWord(channel, seen)}, {kLimit, Channel::kInfiniteCost, most}, steps);
    ASSERT_EQ(few.size(), std::min(most, found.size()));
    for (const Candidate& candidate : few) {
      EXPECT_GE(vocabulary.score(candidate), scores[few.size() - 1] - 1e-3);
    }
  }
}

TEST_F(RestoreLaws, APartIsSearchedAsAWordOfItsOwn) {  // restore/lexicon/spelling_trie.h
  const lm::NgramModel model((folder_ / "syllables.lm").c_str());
  const Vocabulary vocabulary(model);
  const std::vector<Channel> channels = read_channels((folder_ / "channels.tsv").string());
  const std::u32string seen = U"banhoiphuong";
  for (const Channel& channel : channels) {
    const ObservedWord whole(channel, seen);
    for (int round = 0; round < 20; ++round) {
      const std::size_t begin = generate.below(seen.size());
      const std::size_t size = 1 + generate.below(std::min<std::size_t>(6, seen.size() - begin));
      const ObservedWord alone(channel, std::u32string_view(seen).substr(begin, size));
      std::size_t steps = SIZE_MAX;
      const auto of_part = vocabulary.search({whole, begin, begin + size}, {5, 10, 4}, steps);
      const auto of_word = vocabulary.search({alone}, {5, 10, 4}, steps);
      ASSERT_EQ(of_part.size(), of_word.size());
      for (std::size_t i = 0; i < of_word.size(); ++i) {
        EXPECT_EQ(of_part[i].word, of_word[i].word);
        EXPECT_FLOAT_EQ(of_part[i].cost, of_word[i].cost);
      }
    }
  }
}

}  // namespace
}  // namespace codau::restore
