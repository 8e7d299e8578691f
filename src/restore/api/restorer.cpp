#include "restore/api/restorer.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <unordered_set>
#include <vector>

#include "core/changes.h"
#include "core/message.h"
#include "restore/repair/fill_letters.h"
#include "restore/repair/lost_spaces.h"
#include "restore/repair/restore_window.h"
#include "restore/repair/sign_marks.h"
#include "restore/repair/stray_signs.h"
#include "restore/repair/uncertain_blanks.h"
#include "restore/text/enumerators.h"
#include "restore/text/line_endings.h"
#include "restore/text/lost_letters.h"
#include "restore/text/nearby_changes.h"
#include "restore/text/table_file.h"
#include "restore/text/tokens.h"
#include "text/data_table.h"
#include "text/lexicon.h"
#include "text/normalise.h"
#include "text/syllable.h"
#include "text/unicode.h"

namespace codau::restore {

namespace {

std::unordered_set<std::string> read_protected_words(const std::string& path) {
  std::unordered_set<std::string> out;
  const Message missing =
      both("không có danh sách từ được giữ nguyên", "the list of protected words is missing");
  read_table(path, missing,
             [&out](std::span<const std::string_view> cells) -> std::optional<Message> {
               out.emplace(cells[0]);
               return std::nullopt;
             });
  return out;
}

/// Adds words of names of places and families to `out`. None of them can be spelt as a Vietnamese
/// syllable.
/// 1. Words with marks: "Êban".
/// 2. Words without marks that are too long for a stripped or mangled word: "Glong".
void add_protected_names(const text::Lexicon& names, std::unordered_set<std::string>& out) {
  constexpr std::size_t kMinUnmarkedLetters = 5;
  std::unordered_set<std::string_view> seen;  // places share most of their words
  std::unordered_set<std::string> stripped;
  std::vector<std::string_view> plain;
  for (const char* role : {"place", "family_name"}) {
    for (const text::LexiconEntry& entry : names.entries(role)) {
      for (const std::string_view word : text::split(entry.form, ' ')) {
        if (!seen.insert(word).second || text::is_legal_syllable(word)) continue;
        std::string key = text::fold_key(word);
        if (word.size() == key.size()) {
          plain.push_back(word);
        } else {
          out.emplace(word);
          stripped.insert(std::move(key));
        }
      }
    }
  }
  for (const std::string_view word : plain) {
    if (word.size() >= kMinUnmarkedLetters && !stripped.contains(text::fold_key(word)))
      out.emplace(word);
  }
}

using Folders = std::span<const std::filesystem::path>;

text::Lexicon read_lexicon(const std::string& data, Folders more) {
  std::vector<std::filesystem::path> folders{std::filesystem::path(data) / "lexicon"};
  folders.insert(folders.end(), more.begin(), more.end());
  return text::Lexicon(folders);
}

}  // namespace

struct Restorer::Engine {
  /// `words`: the words of `data`, overridden by those of the user.
  Engine(const std::string& models, const std::string& data, ModelPlacement placement,
         const text::Lexicon& words)
      : model((models + "/syllables.lm").c_str()),
        context((models + "/context.nn").c_str(), model.size()),
        channels(read_channels(models + "/channels.tsv")),
        vocabulary(model),
        protected_words(read_protected_words(data + "/protected_words.tsv")),
        abbreviations(data + "/abbreviations.tsv", words),
        foreign_words(data + "/foreign_words.tsv"),
        names(words, vocabulary),
        definition_words(words),
        titles(read_division_titles(words)),
        stray_signs(data + "/stray_signs.tsv") {
    if (placement == ModelPlacement::kCopied) {
      model.copy_into_memory();
      context.copy_into_memory();
    }
    model.verify();
    context.verify();
    add_protected_names(words, protected_words);
  }

  /// Returns the restored text. Precondition: all lines end in line feeds.
  [[nodiscard]] Restoration restore(std::string_view input, const RestoreOptions& options,
                                    std::span<const WordEvidence> evidence, WordCache& cache) const;

  lm::NgramModel model;
  lm::ContextModel context;
  std::vector<Channel> channels;
  Vocabulary vocabulary;
  std::unordered_set<std::string> protected_words;
  Abbreviations abbreviations;
  ForeignWords foreign_words;
  KnownNames names;
  DefinitionWords definition_words;
  DivisionTitles titles;  ///< "Điều "
  StraySigns stray_signs;
};

namespace {

/// Moves `token` through the changes `more`, which made `text`. A word that they changed takes
/// their confidence.
void move_through(RestoredToken& token, const std::vector<Change>& more, std::string_view text) {
  const ByteRange before = token.out;
  token.out = to_output(more, before);
  auto change = std::partition_point(more.begin(), more.end(),
                                     [&](const Change& c) { return c.in.end <= before.begin; });
  for (; change != more.end() && change->in.begin < before.end; ++change) {
    token.confidence = change->confidence;
    std::erase_if(token.alternatives,
                  [&](const Alternative& other) { return other.text == slice(text, token.out); });
  }
}

/// Applies `more`, changes to `out.text`, to all of `out`. `normal` is the text before
/// `out.changes`.
void apply_more(Restoration& out, const std::vector<Change>& more, std::string_view normal) {
  if (more.empty()) return;
  out.changes = compose(out.changes, more, normal);
  out.text = codau::apply(more, out.text);
  for (RestoredToken& token : out.tokens) move_through(token, more, out.text);
  for (Doubt& doubt : out.doubts) doubt.out = to_output(more, doubt.out);
}

/// Returns `text` decoded from its encoding.
text::NormalisedText decode(std::string_view text, SourceEncoding encoding) {
  switch (encoding) {
    case SourceEncoding::kTcvn3:
      return text::decode_text(text, text::LegacyEncoding::kTcvn3);
    case SourceEncoding::kVni:
      return text::decode_text(text, text::LegacyEncoding::kVni);
    case SourceEncoding::kViscii:
      return text::decode_text(text, text::LegacyEncoding::kViscii);
    case SourceEncoding::kCp1258:
      return text::decode_text(text, text::LegacyEncoding::kCp1258);
    case SourceEncoding::kDetect:
    case SourceEncoding::kViqr:
      break;
  }
  return text::decode_text(text);
}

/// A text to restore, and its tokens.
struct DecodedInput {
  text::NormalisedText normal;
  std::vector<Token> tokens;
  std::vector<ByteRange> gaps;  ///< words with lost letters that stay (fill_letters.h)
};

/// Locks the words in the ranges `fixed`, which ascend.
void lock_words(std::span<const ByteRange> fixed, std::vector<Token>& tokens) {
  auto token = tokens.begin();
  for (const ByteRange range : fixed) {
    while (token != tokens.end() && token->text.begin < range.begin) ++token;
    for (; token != tokens.end() && token->text.begin < range.end; ++token)
      token->is_locked = token->is_locked || token->kind == TokenKind::kWord;
  }
}

/// Returns `input` as words in UTF-8: composes marks that stand as signs, decodes legacy encodings,
/// fills lost letters, and corrects blanks. In mode kStripped, only legacy encodings are decoded.
DecodedInput decode_input(const Knowledge& knowledge, const DivisionTitles& titles,
                          const RestoreOptions& options, std::string_view input) {
  const bool is_viqr = options.encoding == SourceEncoding::kViqr;
  const bool may_have_signs = is_viqr || (options.encoding == SourceEncoding::kDetect &&
                                          options.mode != RestoreMode::kStripped);
  const text::RewrittenText composed = may_have_signs
                                           ? compose_sign_marks(knowledge, input, is_viqr)
                                           : text::RewrittenText(std::string(input), {});
  DecodedInput result{decode(composed.first, options.encoding), {}, {}};
  text::NormalisedText& out = result.normal;
  if (!composed.second.empty()) out.changes = compose(composed.second, out.changes, input);
  if (options.mode == RestoreMode::kClean) return result;
  result.tokens = tokenise(out.text);
  if (options.mode == RestoreMode::kStripped) return result;
  const auto apply = [&](text::RewrittenText changed) {
    if (changed.second.empty()) return;
    out.changes = compose(out.changes, changed.second, input);
    out.text = std::move(changed.first);
    result.tokens = tokenise(out.text);
  };
  // Bytes that are no text stay: they are no lost letters, though they stand as U+FFFD here.
  const bool has_stray_bytes = std::ranges::any_of(
      out.changes, [](const Change& one) { return one.after.find("\uFFFD") != one.after.npos; });
  FilledText filled;
  if (!has_stray_bytes) {
    filled = fill_letters(knowledge, titles, out.text, result.tokens, options.min_confidence);
    apply(std::move(filled.text));
  }
  text::RewrittenText corrected =
      correct_blanks(knowledge, out.text, result.tokens, options.min_confidence);
  for (ByteRange& line : filled.lines) line = to_output(corrected.second, line);
  for (const ByteRange gap : filled.gaps) result.gaps.push_back(to_output(corrected.second, gap));
  apply(std::move(corrected));
  lock_words(filled.lines, result.tokens);
  return result;
}

/// Adds a doubt for each word of `gaps` that has none. Precondition: the changes of `out` are those
/// from the text of `gaps`.
void add_gap_doubts(std::span<const ByteRange> gaps, Restoration& out) {
  constexpr double kGapConfidence = 0.1;
  if (gaps.empty()) return;
  std::vector<Doubt> added;
  auto known = out.doubts.begin();
  for (const ByteRange gap : gaps) {
    const ByteRange range = to_output(out.changes, gap);
    while (known != out.doubts.end() && known->out.end <= range.begin) ++known;
    const bool is_known = known != out.doubts.end() && known->out.begin < range.end;
    if (!is_known && range.begin < range.end) added.push_back({range, kGapConfidence, {}});
  }
  out.doubts.insert(out.doubts.end(), added.begin(), added.end());
  std::ranges::stable_sort(out.doubts, {}, [](const Doubt& doubt) { return doubt.out.begin; });
}

/// Returns normalised text without decoding it.
Restoration normalise_only(text::NormalisedText normal, const RestoreOptions& options) {
  Restoration out;
  if (options.list_tokens) {
    for (const Token& token : tokenise(normal.text)) {
      if (token.kind != TokenKind::kWord && token.kind != TokenKind::kNumber) continue;
      out.tokens.push_back(
          {to_input(normal.changes, token.text), token.text, to_word_kind(token), 1, {}});
    }
  }
  out.text = std::move(normal.text);
  out.changes = std::move(normal.changes);
  return out;
}

}  // namespace

Restorer::Restorer(const char* models_dir, const char* data_dir, ModelPlacement placement,
                   Folders lexicons)
    : engine_(std::make_unique<const Engine>(models_dir, data_dir, placement,
                                             read_lexicon(data_dir, lexicons))) {}
Restorer::~Restorer() = default;
Restorer::Restorer(Restorer&&) noexcept = default;
Restorer& Restorer::operator=(Restorer&&) noexcept = default;

RestorerCache::RestorerCache() : words_(std::make_unique<WordCache>()) {}
RestorerCache::~RestorerCache() = default;
RestorerCache::RestorerCache(RestorerCache&&) noexcept = default;
RestorerCache& RestorerCache::operator=(RestorerCache&&) noexcept = default;

Restoration Restorer::restore(std::string_view input, const RestoreOptions& options,
                              std::span<const WordEvidence> evidence) const {
  RestorerCache cache;
  return restore(input, options, evidence, cache);
}

Restoration Restorer::restore(std::string_view input, const RestoreOptions& options,
                              std::span<const WordEvidence> evidence, RestorerCache& cache) const {
  const LineEndings line_endings(input);
  std::vector<WordEvidence> moved(evidence.begin(), evidence.end());
  for (WordEvidence& word : moved) {
    word.text = line_endings.to_text(word.text);
    if (word.gap) word.gap = line_endings.to_text({*word.gap, *word.gap}).begin;
  }
  return line_endings.put_back(
      engine_->restore(line_endings.text(), options, moved, *cache.words_));
}

Restoration Restorer::Engine::restore(std::string_view input, const RestoreOptions& options,
                                      std::span<const WordEvidence> evidence,
                                      WordCache& cache) const {
  const bool clean = options.mode == RestoreMode::kClean;
  if (clean && options.encoding == SourceEncoding::kDetect)
    return normalise_only(text::normalise_to_nfc(input), options);
  const Knowledge knowledge{model,         context,         vocabulary,
                            channels,      protected_words, abbreviations,
                            foreign_words, names,           definition_words};
  DecodedInput decoded = decode_input(knowledge, titles, options, input);
  text::NormalisedText& normal = decoded.normal;
  if (clean) return normalise_only(std::move(normal), options);
  Restoration out =
      restore_window(knowledge, normal, std::move(decoded.tokens), options, evidence, cache);
  for (RestoredToken& token : out.tokens) token.in = to_input(normal.changes, token.in);
  const bool stripped = options.mode == RestoreMode::kStripped;
  apply_more(
      out,
      repair_enumerators(titles, out.text, out.changes,
                         stripped ? EnumeratorDamage::kDiacriticsOnly : EnumeratorDamage::kAnySign),
      normal.text);
  // An engine that gives evidence has left specks out. "?" for a lost letter is no speck.
  if (!stripped && evidence.empty() && may_be_damaged(out.changes) &&
      !has_question_marks_for_letters(normal.text)) {
    const double least = options.min_confidence;
    apply_more(out, stray_signs.find(knowledge, out.text, out.changes, least), normal.text);
    apply_more(out, split_joined_words(knowledge, out.text, out.changes, least), normal.text);
  }
  add_gap_doubts(decoded.gaps, out);
  if (!normal.changes.empty()) out.changes = compose(normal.changes, out.changes, input);
  return out;
}

}  // namespace codau::restore
