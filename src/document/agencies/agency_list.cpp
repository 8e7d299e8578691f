#include "document/agencies/agency_list.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "document/agencies/agency.h"
#include "document/agencies/agency_grammar.h"
#include "document/agencies/agency_lexicon.h"
#include "document/agencies/agency_name.h"
#include "document/agencies/persons.h"
#include "document/words/pattern.h"
#include "text/letters.h"

namespace codau::document {
namespace {

/// A word of the text, the marks around it apart.
struct Token {
  ByteRange text;
  std::string key;
  bool is_capital = false;
  bool opens = false, closes = false;  ///< a bracket before it, behind it
  char mark = 0;                       ///< ',', ';', ':' or '.' behind it
};

char mark_of(char last) {
  return std::string_view(",;:.").find(last) == std::string_view::npos ? char{0} : last;
}

std::vector<Token> split_into_tokens(const std::string& text) {
  std::vector<Token> out;
  for (std::uint32_t at = 0; at < text.size();) {
    const auto end =
        static_cast<std::uint32_t>(std::min(text.find_first_of(" \n", at), text.size()));
    Token token;
    token.text = {at, end};
    at = end + 1;
    while (!token.text.empty() && text[token.text.begin] == '(') {
      token.opens = true;
      ++token.text.begin;
    }
    while (!token.text.empty()) {
      const char last = text[token.text.end - 1];
      if (last != ')' && mark_of(last) == 0) break;
      if (last == ')') token.closes = true;
      if (last != ')') token.mark = last;
      --token.text.end;
    }
    if (slice(text, token.text).ends_with("’")) token.text.end -= 3;  // left of a mark
    token.key = fold(slice(text, token.text));
    token.is_capital = begins_with_capital(slice(text, token.text));
    if (token.mark == '.' && token.key == "tp") token.mark = 0;
    if (token.key == "ba" && token.opens) token.opens = token.closes = false;  // "ông (bà)"
    if (!token.key.empty() || token.mark != 0) out.push_back(std::move(token));
  }
  return out;
}

// ---- reading names ----

using JoinerWords = std::set<std::string_view>;

class AgencyListReader {
 public:
  AgencyListReader(const Lexicon& lexicon, const Passage& words, bool is_expected)
      : lexicon_(lexicon),
        words_(words),
        tokens_(split_into_tokens(words.text)),
        is_expected_(is_expected) {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].mark == ',' && (is_joint(i) || is_twofold(i))) tokens_[i].mark = 0;
    }
  }

  std::uint32_t read() {
    std::size_t at = 0, end = 0;
    while (at < tokens_.size()) {
      const std::size_t behind = item(at, is_expected_ || end > 0);
      if (behind == at) break;
      end = behind;
      if (stops(end - 1)) break;
      at = behind_joiner(end);
      if (at == end && !parts(end - 1)) break;
    }
    return end == 0 ? 0 : behind(end);
  }

  /// Where the words before the first verb or mark end.
  [[nodiscard]] std::uint32_t read_post() const {
    const std::size_t end = run_from(0);
    return end == 0 ? 0 : behind(end);
  }

 private:
  [[nodiscard]] std::uint32_t behind(std::size_t token) const {
    return tokens_[token - 1].text.end + (tokens_[token - 1].closes ? 1U : 0U);
  }
  [[nodiscard]] std::string_view key(std::size_t i) const {
    return i < tokens_.size() ? std::string_view(tokens_[i].key) : std::string_view{};
  }
  [[nodiscard]] bool is_capital(std::size_t i) const {
    return i < tokens_.size() && tokens_[i].is_capital;
  }
  /// A mark behind token i that parts names, that ends the list.
  [[nodiscard]] bool parts(std::size_t i) const {
    return tokens_[i].mark == ',' || tokens_[i].mark == ';';
  }
  [[nodiscard]] bool stops(std::size_t i) const {
    return tokens_[i].mark == ':' || tokens_[i].mark == '.';
  }
  [[nodiscard]] bool runs_on(std::size_t i) const {
    return i < tokens_.size() && (i == 0 || tokens_[i - 1].mark == 0);
  }

  /// How many tokens from i on, no mark between them, are a phrase.
  [[nodiscard]] std::size_t phrase(PhraseKind kind, std::size_t i) const {
    std::array<std::string_view, 3> next;
    for (std::size_t t = 0; t < next.size() && (t == 0 || runs_on(i + t)); ++t)
      next[t] = key(i + t);
    return count_phrase_syllables(lexicon_, kind, next);
  }

  /// Token i and a few behind it: enough to know a head word by.
  [[nodiscard]] std::string_view words_from(std::size_t i) const {
    const std::size_t last = std::min(i + 5, tokens_.size() - 1);
    return slice(words_.text, {tokens_[i].text.begin, tokens_[last].text.end});
  }

  /// A joiner behind token i that parts nothing: "phòng, chống", "Kinh tế, Hạ tầng" (7.6).
  [[nodiscard]] bool is_joint(std::size_t i) const {
    constexpr std::size_t kWords = 4;
    if (i + 1 >= tokens_.size()) return false;
    const std::size_t first = i + 1 > kWords ? i + 1 - kWords : 0;
    const std::size_t next = key(i + 1) == "va" ? i + 2 : i + 1;
    if (next >= tokens_.size()) return false;
    return is_inside_compound(lexicon_,
                              slice(words_.text, {tokens_[first].text.begin, tokens_[i].text.end}),
                              words_from(next));
  }

  /// "các đơn vị thuộc, trực thuộc Bộ".
  [[nodiscard]] bool is_twofold(std::size_t i) const {
    return key(i) == "thuoc" && key(i + 1) == "truc" && key(i + 2) == "thuoc";
  }

  /// The token behind "và", "cùng với", "hoặc" or a dash at i; i itself when there is none.
  [[nodiscard]] std::size_t behind_joiner(std::size_t i) const {
    static const JoinerWords kJoiners = {"va", "cung", "voi", "hoac", "&", "-", "–", "/"};
    std::size_t at = i;
    while (at < tokens_.size() && kJoiners.contains(key(at)) && at - i < 2) ++at;
    return at;
  }

  /// True where token i begins what no name goes on with. Verbs are small.
  [[nodiscard]] bool ends_name(std::size_t i) const {
    if (i >= tokens_.size() || is_capital(i)) return false;
    const std::string_view before = i > 0 && runs_on(i) ? key(i - 1) : std::string_view{};
    if (is_name_terminator(lexicon_, key(i), key(i + 1), before)) return true;
    if (!is_duty_verb(lexicon_, key(i), key(i + 1)) || names_field(i)) return false;
    const bool goes_on = runs_on(i + 2) || i + 2 >= tokens_.size();
    return !is_nominal_use(lexicon_, i > 1 ? key(i - 2) : std::string_view{}, before, key(i),
                           key(i + 1), goes_on ? key(i + 2) : std::string_view{});
  }

  /// "Viện Khoa học công nghệ xây dựng | biên soạn": before another duty, no paper or the like that
  /// comes of it, the work is what the organ is for.
  [[nodiscard]] bool names_field(std::size_t i) const {
    if (!runs_on(i + 1) || !runs_on(i + 2) || phrase(PhraseKind::kPaper, i + 2) > 0) return false;
    const std::size_t begin = name_around(i);
    const std::array head{key(begin), key(begin + 1)};
    const std::array verbs{key(i), key(i + 1), key(i + 2), key(i + 3)};
    // a name of the list is whole
    return is_field_verb(lexicon_, head, verbs) && (i < begin + 2 || known(begin) != i);
  }

  /// Where the name begins that token i may go on with: the last head word with a capital, no mark
  /// behind it.
  [[nodiscard]] std::size_t name_around(std::size_t i) const {
    std::size_t at = i;
    while (at > 0 && runs_on(at)) {
      --at;
      if (is_capital(at) && has_head_word(lexicon_, words_from(at))) return at;
    }
    return at;
  }

  /// The token behind the name at i, its place and bracket included; i when there is no name.
  [[nodiscard]] std::size_t item(std::size_t i, bool in_list) const {
    const std::size_t organ = behind_post(i);
    std::size_t end = known(i);
    if (organ != i) end = std::max(end, item_of(organ));
    if (end == i || end == organ) end = std::max(end, unknown(i, in_list));
    if (end == i) return i;
    end = with_seat(i, with_places(i, with_tail(end)));
    return is_head(i) ? with_second_part(end) : end;
  }

  /// The organ behind who heads it: "Giám đốc Sở Y tế", "Thủ trưởng các đơn vị".
  [[nodiscard]] std::size_t behind_post(std::size_t i) const {
    const std::size_t post = phrase(PhraseKind::kPost, i);
    if (post != 1) return i + post;
    return is_capital(i) && (is_capital(i + 1) || key(i + 1) == "cac") ? i + 1 : i;
  }

  /// "Trung tâm Truyền thông và Thư viện", "Ban Tuyên giáo - Chính sách": behind "và" or a dash a
  /// capital that begins no name of its own.
  [[nodiscard]] std::size_t with_second_part(std::size_t at) const {
    const bool is_joiner = key(at) == "va" || key(at) == "-" || key(at) == "–";
    const bool goes_on = runs_on(at) && is_joiner && is_capital(at + 1) && runs_on(at + 1);
    if (!goes_on || is_head(at + 1) || known(at + 1) != at + 1) return at;
    if (is_number_of_area(at - 1) && key(at) != "va") {  // "khu vực 1 - Lâm Đồng": a place
      const std::size_t end = capitals(at + 1);
      return end > at + 2 && !is_duty_verb(lexicon_, key(at + 1), key(at + 2)) ? end : at;
    }
    return run_from(at + 2);
  }

  /// A name of the list. A small word begins one only as a head word: "phòng Nội vụ".
  [[nodiscard]] std::size_t known(std::size_t i) const {
    constexpr std::size_t kLongest = 16;
    std::vector<std::string> keys;
    std::vector<std::size_t> token_of;  ///< for each loose word, the token behind it
    for (std::size_t t = i; t < std::min(tokens_.size(), i + kLongest); ++t) {
      if (t > i && tokens_[t].opens) break;
      const std::string_view printed = slice(words_.text, tokens_[t].text);
      const auto meant = expand_abbreviation(lexicon_, printed);
      for (std::string& word : fold_name_words(meant ? *meant : printed)) {
        keys.push_back(std::move(word));
        token_of.push_back(t + 1);
      }
      if (tokens_[t].mark == ';' || stops(t) || tokens_[t].closes) break;
    }
    const KnownPrefix found = find_known_prefix(lexicon_, keys);
    if (found.name == nullptr) return i;
    const bool has_head = has_head_word(lexicon_, words_from(i));
    if (!is_capital(i) && !has_head) return i;
    if (found.words == 1 && runs_on(i + 1)) {
      // a head word goes on in a name of its own: "Báo Nhân dân", "Bảo tàng tỉnh"
      if (has_head ? !ends_name(i + 1) && !joins(i + 1) : !is_capital(i + 1)) return i;
    }
    const std::size_t behind = token_of[found.words - 1];
    const bool is_listed_verb = !has_head && tokens_[behind - 1].mark == ',' && ends_name(behind);
    return is_listed_verb ? i : behind;  // "Thanh tra, kiểm tra …"
  }

  /// A name that only its head word tells, or a group: to the first verb or mark.
  [[nodiscard]] std::size_t unknown(std::size_t i, bool in_list) const {
    // "các trường Mầm non, | Tiểu học"
    const bool may_go_on =
        !is_capital(i) || (i > 1 && is_school_level(i) && is_school_level(i - 2));
    const bool is_group = in_list && may_go_on && is_group_noun(lexicon_, key(i), key(i + 1));
    const bool is_name = is_expected_ && is_capital(i);
    if (ends_name(i) || (!is_group && !is_name && !is_head(i))) return i;
    return run_from(i + 1);
  }

  /// "Mầm non", "Đại học".
  [[nodiscard]] bool is_school_level(std::size_t i) const {
    return document::is_school_level(lexicon_, key(i), key(i + 1));
  }

  /// To the first verb, mark, bracket or joiner.
  [[nodiscard]] std::size_t run_from(std::size_t at) const {
    const std::size_t begin = at;
    while (at < tokens_.size() && !ends_name(at) && !is_behind_level(at) && runs_on(at) &&
           !tokens_[at].opens && (at == 0 || !tokens_[at - 1].closes) && !joins(at))
      ++at;
    return at == tokens_.size() ? without_duty(begin, at) : at;
  }

  /// A name that runs to the end of the text has taken a verb that nobody listed: it ends with the
  /// syllable behind its last capital.
  [[nodiscard]] std::size_t without_duty(std::size_t begin, std::size_t end) const {
    constexpr std::size_t kLongest = 8;
    if (end - begin < kLongest) return end;
    std::size_t last = end;
    while (last > begin && !is_capital(last - 1)) --last;
    return last == begin ? end : std::min(last + 1, end);
  }

  /// Behind the level word of a name a small word that joins nothing is a verb: "phường | mua …".
  [[nodiscard]] bool is_behind_level(std::size_t i) const {
    return i > 0 && !is_capital(i) && !is_compound_word(lexicon_, key(i - 1), key(i)) &&
           is_terminated_by_level(lexicon_, key(i - 1), key(i));
  }

  /// A word that names begin with; a small one only where its neighbour tells that it is no other.
  [[nodiscard]] bool is_head(std::size_t i) const {
    if (!has_head_word(lexicon_, words_from(i))) return false;
    if (is_capital(i) || is_capital(i + 1) || key(i) == "cac") return true;
    return phrase(PhraseKind::kSmallHead, i) > 0;
  }

  /// "và" inside a name joins capitals: "Ban Quản lý dự án Đầu tư và Xây dựng".
  [[nodiscard]] bool joins(std::size_t i) const {
    static const JoinerWords kJoiners = {"va", "cung", "voi", "hoac"};
    if (!kJoiners.contains(key(i)) || is_capital(i)) return false;
    if (key(i) == "cung" && key(i + 1) == "cap") return false;
    if (key(i) == "va" && is_joint(i - 1)) return false;
    if (key(i) != "va" || !is_capital(i + 1)) return true;
    return has_head_word(lexicon_, words_from(i + 1));
  }

  /// Behind a name: its unit and place, what it belongs to, "có liên quan", a bracket.
  [[nodiscard]] std::size_t with_tail(std::size_t at) const {
    for (std::size_t before = 0; before != at;) {
      before = at;
      at = bracket(at);
      if (!runs_on(at) || (at > 0 && tokens_[at - 1].closes)) return at;
      at = number(at);
      at = place(at);
      at = belonging(at);
    }
    return at;
  }

  /// "UBND các huyện Quản Bạ, | Hoàng Su Phì và Xín Mần": names of capitals as far as a verb or a
  /// mark follows each.
  [[nodiscard]] std::size_t with_places(std::size_t begin, std::size_t end) const {
    std::size_t at = begin;
    while (at < end && !(key(at) == "cac" && phrase(PhraseKind::kPlace, at + 1) > 0)) ++at;
    if (at == end) return end;
    const std::size_t first = at + 1 + phrase(PhraseKind::kPlace, at + 1);
    if (first >= end || capitals(first) != end) return end;
    for (;;) {
      const bool is_and = key(end) == "va" && runs_on(end);
      const std::size_t next = is_and ? end + 1 : end;
      const bool goes_on = (is_and || tokens_[end - 1].mark == ',') && is_capital(next);
      if (!goes_on || is_head(next) || known(next) != next) return end;
      const std::size_t behind = capitals(next + 1);
      if (runs_on(behind) && key(behind) != "va" && !ends_name(behind) && !joins(behind))
        return end;
      end = behind;
      if (is_and) return end;
    }
  }

  /// "Hội đồng hương Tiên Phước | tại Thành phố Hồ Chí Minh": organs that sit elsewhere.
  [[nodiscard]] std::size_t with_seat(std::size_t begin, std::size_t end) const {
    const bool is_group = key(end + 1) == "cac" || key(end + 1) == "nhung";  // where it acts
    const bool has_seat =
        key(end) == "tai" && runs_on(end) && !is_group && phrase(PhraseKind::kSeated, begin) > 0;
    const std::size_t behind = has_seat ? place(end + 1) : end;
    return behind > end + 1 ? behind : end;
  }

  /// "khu vực | 1".
  [[nodiscard]] bool is_number_of_area(std::size_t i) const {
    return i > 1 && key(i - 2) == "khu" && key(i - 1) == "vuc" && is_number(i);
  }

  [[nodiscard]] bool is_number(std::size_t i) const { return text::is_all_digits(key(i)); }

  /// "Đội Quản lý thị trường | số 3", "Tòa án nhân dân khu vực | 1", "Công an phường | 5".
  [[nodiscard]] std::size_t number(std::size_t i) const {
    if (key(i) == "so" && runs_on(i + 1) && is_number(i + 1)) return i + 2;
    const bool is_of_ward = i > 0 && key(i - 1) == "phuong" && is_number(i) && key(i)[0] != '0';
    return runs_on(i) && (is_number_of_area(i) || is_of_ward) ? i + 1 : i;
  }

  [[nodiscard]] std::size_t bracket(std::size_t i) const {
    if (i >= tokens_.size() || !tokens_[i].opens || stops(i - 1)) return i;
    if (key(i) == "qua" || key(i) == "thong") return i;  // the way of a report (5.5)
    constexpr std::size_t kLongest = 40;
    for (std::size_t t = i; t < std::min(tokens_.size(), i + kLongest); ++t) {
      if (tokens_[t].closes) return t + 1;
    }
    return i;
  }

  [[nodiscard]] std::size_t capitals(std::size_t i) const {
    const auto goes_on = [&](std::size_t t) {
      const bool is_number = !key(t).empty() && key(t)[0] >= '0' && key(t)[0] <= '9';
      return runs_on(t) && !tokens_[t].opens && (is_capital(t) || (is_number && t > i));
    };
    while (goes_on(i) && phrase(PhraseKind::kPaper, i) == 0) ++i;
    return i;
  }

  [[nodiscard]] std::size_t place(std::size_t i) const {
    if (!runs_on(i) || ends_name(i)) return i;
    if (is_capital(i)) {
      if (const std::size_t end = known(i); end != i) return end;
      if (is_head(i)) return unknown(i, false);
    }
    const bool does_together = key(i) == "cung" && is_duty_verb(lexicon_, key(i + 1), key(i + 2));
    const bool is_case = key(i) == "truong" && key(i + 1) == "hop";  // "trong trường hợp"
    const std::size_t words = does_together || is_case ? 0 : phrase(PhraseKind::kPlace, i);
    const bool is_word_of_name =  // "xã hội"
        words == 1 && key(i) == "xa" && key(i + 1) == "hoi" && runs_on(i + 1) && !is_capital(i + 1);
    const std::size_t end = capitals(is_word_of_name ? i : i + words);
    return words == 0 && end == i + 1 && is_half_word(i) ? end + 1 : end;
  }

  /// "Ban Tổ chức Nhân | sự".
  [[nodiscard]] bool is_half_word(std::size_t i) const {
    return runs_on(i + 1) && is_compound_word(lexicon_, key(i), key(i + 1));
  }

  /// Behind "các" or "những", no mark between.
  [[nodiscard]] bool is_in_group(std::size_t i) const {
    while (i > 0 && runs_on(i) && key(i - 1) != "cac" && key(i - 1) != "nhung") --i;
    return i > 0 && runs_on(i);
  }

  /// "có liên quan", "thuộc Sở Y tế", "trên địa bàn huyện".
  [[nodiscard]] std::size_t belonging(std::size_t i) const {
    if (!runs_on(i)) return i;
    const std::string_view first = key(i), second = key(i + 1), third = key(i + 2);
    if (first == "lien" && second == "quan") return i + 2;
    if (first == "co" && second == "lien" && third == "quan") return i + 3;
    if (first == "co" && (second == "tham" || second == "chuc"))
      return std::min(i + 3, tokens_.size());
    if (first == "khac") return i + 1;
    if (first == "duoc" && is_in_group(i) && is_nominal_verb(lexicon_, second, third) &&
        is_duty_verb(lexicon_, key(i + 3), key(i + 4)))
      return i + 3;  // "UBND các xã | được giám sát | chuẩn bị …"
    if (second == "cap" && third != "uy" && slice(words_.text, tokens_[i].text) == "cùng" &&
        !is_duty_verb(lexicon_, second, third))
      return i + 2;
    if (is_twofold(i)) return std::max(i + 3, item_of(i + 3));
    if (first == "truc" && second == "thuoc") return std::max(i + 2, item_of(i + 2));
    if (first == "thuoc" || first == "cua" || first == "o") {
      const std::size_t end = item_of(i + 1);
      return end == i + 1 ? i : end;
    }
    if (first == "tren" && second == "dia" && third == "ban") {
      const std::size_t behind = key(i + 3) == "toan" ? i + 4 : i + 3;
      return std::max(i + 3, place(behind));
    }
    return i;
  }

  /// What a name belongs to: one more name or a place, without its own tail.
  [[nodiscard]] std::size_t item_of(std::size_t i) const {
    if (!runs_on(i)) return i;
    const std::size_t end = known(i);
    if (end != i) return place(end);
    if (is_head(i)) return unknown(i, false);
    const std::size_t behind = place(i);
    return behind != i ? behind : unknown(i, false);
  }

  const Lexicon& lexicon_;
  const Passage& words_;
  std::vector<Token> tokens_;
  bool is_expected_;
};

}  // namespace

std::uint32_t find_agencies_end(const Lexicon& lexicon, const Passage& words, bool is_expected) {
  return AgencyListReader(lexicon, words, is_expected).read();
}

std::uint32_t find_acting_person_end(const Lexicon& lexicon, const Passage& words) {
  static const Pattern kName(R"([^,(–-]*(?:,| ?[-–]| ?\()\s*)"), kVerb(R"( ?(\S+) ([^\s,.;:]+))");
  const std::uint32_t end = find_person_end(lexicon, words.text);
  const Passage person = take_part(words, {0, end});
  const auto name = kName.at_start(person.text);
  if (!name) return end;
  const Passage post = take_from(person, name->whole().end);
  const std::uint32_t of_post = begins_with_capital(post.text)
                                    ? find_agencies_end(lexicon, post, true)
                                    : AgencyListReader(lexicon, post, true).read_post();
  const std::string rest = fold(std::string_view(post.text).substr(of_post));
  const auto verb = kVerb.at_start(rest);
  const bool is_duty =
      of_post > 0 && verb && is_duty_verb(lexicon, verb->of(rest, 1), verb->of(rest, 2));
  return is_duty ? name->whole().end + of_post : end;
}

}  // namespace codau::document
