#include "document/tasks/duty_actor.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <string_view>
#include <utility>

#include "document/agencies/agency_list.h"
#include "document/agencies/agency_name.h"
#include "document/agencies/name_form.h"
#include "document/agencies/persons.h"
#include "document/words/form_patterns.h"
#include "document/words/pattern.h"

namespace codau::document {
namespace {

constexpr std::size_t kListWords = 60;  // a longer text is no list of agencies

/// "Giao", "Đề nghị", "Trách nhiệm của" before an agency (5.2).
struct Call {
  std::uint32_t end = 0;  ///< where the next words begin, in the text
  bool requests = false, orders = false;
};

/// The roles around a name in name_grammar.tsv.
struct ActorWords {
  explicit ActorWords(const Lexicon& lexicon)
      : call('(' + make_form_pattern(lexicon, "call") + R"()\s+)"),
        inner_call("(?:^|[^a-z])(" + make_form_pattern(lexicon, "call", make_mark_filter("told")) +
                   R"()\s)"),
        no_call(make_form_pattern(lexicon, "no_call") + R"(\b)"),
        request(make_form_pattern(lexicon, "call", make_mark_filter("request"))),
        order(make_form_pattern(lexicon, "call", make_mark_filter("order"))),
        told(",? *" + make_form_pattern(lexicon, "call", make_mark_filter("told")) + R"(\s)"),
        in_charge("((?:cac |dong chi )?(?:pho )?(?:" + make_form_pattern(lexicon, "organ_post") +
                  '|' + make_form_pattern(lexicon, "person_post") + R"()[^,;:.]*?) phu trach\b)"),
        opening(make_form_pattern(lexicon, "clause_opening") + R"(\b)"),
        topic(make_form_pattern(lexicon, "topic_opening") + R"(\b)"),
        time_label("(?:" + make_form_pattern(lexicon, "clause_opening") + '|' +
                   make_form_pattern(lexicon, "day_label") +
                   R"()\b[^:;\d]{0,30}\d[^:;]{0,60}(?::|\))\s+)"),
        duty(R"([,:]?\s*)" + make_form_pattern(lexicon, "actor_verb", make_mark_filter("title")) +
             R"(\b)"),
        obliged(R"((?:\([^()]*\))?[ ,:]*)" +
                make_form_pattern(lexicon, "actor_verb", make_mark_filter("duty")) + R"(\b)"),
        charged("(?i)([^.;:]+?) (?:(?:đều|cũng|sẽ|thì) )?" +
                make_printed_pattern(lexicon, "actor_verb", make_mark_filter("charge")) + ' '),
        charged_below("(?i) " +
                      make_printed_pattern(lexicon, "actor_verb", make_mark_filter("charge")) +
                      "[^.;:]{0,40}:$"),
        bound("(?i)([^.;:]+?) (?:(?:đều|cũng|sẽ|thì) )?" +
              make_printed_pattern(lexicon, "actor_verb", make_mark_filter("bound")) + ' '),
        verb("[ ,:]*(?:" + make_form_pattern(lexicon, "duty_adverb") + " )*" +
             make_form_pattern(lexicon, "duty_verb") + R"(\b)"),
        act(R"(\b(?:phai|can|khong|)" + make_form_pattern(lexicon, "duty_verb") + '|' +
            make_form_pattern(lexicon, "actor_verb", make_mark_filter("title")) + R"()\b)"),
        item_thing(make_form_pattern(lexicon, "thing_word") + R"(\b)"),
        thing(make_form_pattern(lexicon, "thing_opening") + "(?:[^a-z]|$)") {}

  Pattern call;
  Pattern inner_call;  ///< behind other words
  Pattern no_call, request, order;
  Pattern told;        ///< behind the one that tells
  Pattern in_charge;   ///< the post before "phụ trách"
  Pattern opening;     ///< of a clause before the subject: "căn cứ", "khi", "trong tháng"
  Pattern topic;       ///< of an item, before a call
  Pattern time_label;  ///< "Từ ngày 9/4 đến ngày 12/4: "
  Pattern duty;        ///< what a heading that names an agency may go on with
  Pattern obliged;     ///< behind one who has to act
  Pattern charged;     ///< group 1: whoever stands before words that charge with a duty, as printed
  Pattern charged_below;  ///< what ends words that lead a list of duties in
  Pattern bound;          ///< the same before "phải", "cần"
  Pattern verb;           ///< of a duty
  Pattern act;            ///< a verb anywhere
  Pattern item_thing;     ///< of an item that is no act
  Pattern thing;          ///< of a heading that names no agency
};

/// The forms of a role with their marks.
std::string marked_forms(const Lexicon& lexicon, std::string_view role) {
  std::string out;
  for (const text::LexiconEntry& entry : lexicon.entries(role))
    out.append(out.empty() ? "(?:" : "|").append(entry.form);
  return out + ')';
}

struct StatedWords {
  explicit StatedWords(const Lexicon& lexicon)
      : past("(?i)(?:^|[ (,;])" + marked_forms(lexicon, "past_word") + R"((?:[ ,;.:]|$))"),
        state("(?i) ?" + marked_forms(lexicon, "state_word") + R"((?:[ ,;.:]|$))") {}

  Pattern past;   ///< in an opening
  Pattern state;  ///< right behind a name
};

/// "Học sinh | đã đạt giải …": something is said of the name, and nothing is told.
bool says_state(const Lexicon& lexicon, const Passage& name) {
  const Pattern& state = lexicon.cached<StatedWords>().state;
  for (std::size_t at = name.text.find(' '); at != std::string::npos;
       at = name.text.find(' ', at + 1)) {
    if (state.at_start(std::string_view(name.text).substr(at))) return true;
  }
  return false;
}

std::optional<Call> read_call(const Lexicon& lexicon, const Passage& words) {
  const ActorWords& known = lexicon.cached<ActorWords>();
  const auto call = known.call.at_start(words.key);
  if (!call) return std::nullopt;
  const std::uint32_t end = words.in_text(call->whole()).end;
  if (words.text.starts_with("Mỗi ")) return std::nullopt;  // it folds like "Mời"
  const bool is_small = !begins_with_capital(std::string_view(words.text).substr(end));
  if (is_small && known.no_call.at_start(words.key)) return std::nullopt;  // "giao thông"
  const std::string_view said = call->of(words.key, 1);
  return Call{end, known.request.is_full_match(said), known.order.is_full_match(said)};
}

/// Words after the call, or all of them without a call.
struct Called {
  Passage words;
  bool is_requested = false, is_told = false;
};

Called behind_call(const Lexicon& lexicon, const Passage& words) {
  const auto call = read_call(lexicon, words);
  return call ? Called{take_from(words, call->end), call->requests, call->requests || call->orders}
              : Called{words};
}

/// Without the marks at its end.
Passage without_marks(const Passage& words) {
  std::uint32_t end = words.all().end;
  while (end > 0 && std::string_view(" .,:;").find(words.text[end - 1]) != std::string_view::npos)
    --end;
  return take_part(words, {0, end});
}

/// At most so much of a text as a list of agencies can be: a paragraph has many cues.
Passage ahead(const Passage& words, std::size_t key_begin) {
  constexpr std::size_t kLongest = 800;  // letters
  const std::size_t end = std::min(key_begin + kLongest, words.key.size());
  return take_part(words, {words.to_text(key_begin), words.to_text(end)});
}

/// Where the list ends that begins with a person of `end` bytes: further persons, and organs behind
/// a mark or "và".
std::uint32_t end_of_list(const Lexicon& lexicon, const Passage& words, std::uint32_t end) {
  static const Pattern kJoiner(R"((?:(,)|;| và)\s+)");
  for (;;) {
    const auto joiner = kJoiner.at_start(std::string_view(words.text).substr(end));
    if (!joiner) return end;
    const Passage next = take_from(words, end + joiner->whole().end);
    std::uint32_t length = find_acting_person_end(lexicon, next);
    const bool may_act = joiner->has(1)
                             ? begins_with_acting_organ(lexicon, next.text)  // else a post
                             : has_head_word(lexicon, next.text);
    if (length == 0 && may_act) length = find_agencies_end(lexicon, next);
    if (length == 0) return end;
    end += joiner->whole().end + length;
  }
}

/// The agencies that a text begins with, or the person; `is_expected` as in end_of_agencies.
Passage leading_agencies(const Lexicon& lexicon, const Passage& words, bool is_expected = false) {
  const Passage first = ahead(words, 0);
  if (const std::uint32_t end = find_acting_person_end(lexicon, first); end > 0)
    return without_marks(take_part(first, {0, end_of_list(lexicon, first, end)}));
  return without_marks(take_part(first, {0, find_agencies_end(lexicon, first, is_expected)}));
}

bool is_list(const Lexicon& lexicon, const Passage& words) {
  return !words.empty() && count_words(words.text) <= kListWords && is_agency(lexicon, words.text);
}

std::vector<AgencyMention> mentions(const Passage& words, AgencyRole role, bool inherited,
                                    const AgencyContext& context) {
  std::vector<AgencyMention> out = split_agencies(words.text, role, context);
  for (AgencyMention& mention : out) {
    mention.source = words.in_document(mention.source);
    mention.is_inherited = inherited;
  }
  return out;
}

DutyActor actor_named(const Passage& name, bool inherited, const AgencyContext& context) {
  DutyActor out;
  out.heading = name;
  out.agencies = mentions(name, AgencyRole::kLead, inherited, context);
  return out;
}

/// Helpers that the words of a title name behind the actor.
void add_helpers(DutyActor& actor, const Passage& behind, const AgencyContext& context) {
  AgencyRoles roles = read_roles(behind, context);
  for (AgencyMention& mention : roles.agencies) {
    if (mention.role != AgencyRole::kCoop) continue;
    mention.is_inherited = true;
    actor.helpers.push_back(std::move(mention));
  }
  if (roles.helpers) actor.helpers_printed = *roles.helpers;
}

/// "UBND tỉnh giao Sở Y tế …": the one that is told, not the one that tells.
std::optional<Passage> order_behind(const Lexicon& lexicon, const Passage& words,
                                    const Passage& teller) {
  if (teller.empty()) return std::nullopt;
  const Passage rest = take_from(words, teller.all().end);
  if (!lexicon.cached<ActorWords>().told.at_start(rest.key)) return std::nullopt;
  return take_from(rest, rest.to_text(rest.key.find_first_not_of(" ,")));
}

/// Places behind a time and behind the commas of an opening such as "Căn cứ Kế hoạch này, …", where
/// a subject may begin.
std::vector<std::uint32_t> behind_opening(const Lexicon& lexicon, const Passage& words) {
  constexpr std::size_t kReach = 400, kMost = 6;
  std::vector<std::uint32_t> out;
  if (const auto label = find_time_label_end(lexicon, words)) out.push_back(*label);
  if (!lexicon.cached<ActorWords>().opening.at_start(words.key)) return out;
  const std::string_view key = std::string_view(words.key).substr(0, kReach);
  for (std::size_t at = key.find(", "); at != std::string_view::npos && out.size() < kMost;
       at = key.find(", ", at + 2))
    out.push_back(words.to_text(at + 2));
  return out;
}

/// "Đại diện cơ quan tham gia tiếp công dân | có trách nhiệm …", "Học sinh tham gia dự thi | phải
/// …": whoever stands before the words that say so, if they begin as names do and tell nobody.
std::optional<DutyActor> charged_subject(const Passage& words, const Pattern& charge,
                                         const AgencyContext& context) {
  constexpr std::size_t kReach = 400, kMostWords = 30;
  static const Pattern kEach(R"((?:tat ca|toan the|toan bo|moi|tung|nhung|\d+%)(?: cac)? )");
  const auto found = charge.at_start(std::string_view(words.text).substr(0, kReach));
  if (!found) return std::nullopt;
  const Passage name = take_part(words, *found->groups[1]);
  std::string plain = name.text;
  std::erase(plain, ',');
  const auto each = kEach.at_start(name.key);
  const std::string_view head =
      std::string_view(plain).substr(each ? name.in_text(each->whole()).end : 0);
  if (count_words(plain) > kMostWords || !begins_with_capital(plain) ||
      !begins_with_name_head(context.lexicon, head) || asks_somebody(context.lexicon, name) ||
      says_state(context.lexicon, name))
    return std::nullopt;
  DutyActor out = actor_named(name, false, context);
  if (out.agencies.empty()) return std::nullopt;
  out.agencies.resize(1);
  out.agencies.front().raw = out.agencies.front().norm = name.text;
  out.agencies.front().source = name.in_document(name.all());
  return out;
}

/// The place after the first comma of words that begin with no verb and no name: "Riêng phần đọc
/// tiếng, các trường …".
std::optional<std::uint32_t> behind_topic(const Lexicon& lexicon, const Passage& words) {
  constexpr std::size_t kReach = 80;
  static const Pattern kOther(R"(\bde\b| - |[;:.])");
  const ActorWords& known = lexicon.cached<ActorWords>();
  const std::size_t comma = words.key.substr(0, kReach).find(", ");
  if (comma == std::string::npos || known.verb.at_start(words.key) ||
      known.opening.at_start(words.key) || find_person_end(lexicon, words.text) > 0 ||
      kOther.find(std::string_view(words.key).substr(0, comma)))
    return std::nullopt;
  return words.to_text(comma + 2);
}

/// The place after the first colon: "Nộp hồ sơ: Các trường …", "Học sinh khối 4: Mỗi lớp …".
std::optional<std::uint32_t> behind_title(const Passage& words) {
  constexpr std::size_t kReach = 140;
  const std::size_t colon = words.key.substr(0, kReach).find(": ");
  if (colon == std::string::npos ||
      words.key.substr(0, colon).find_first_of(".;") != std::string::npos)
    return std::nullopt;
  return words.to_text(colon + 2);
}

/// "Nhóm 1 là cơ sở gây ô nhiễm": what a word means, no duty.
bool tells_who_is_meant(const Passage& list, const Passage& words) {
  static const Pattern kClass(R"((?:nhom|loai|doi tuong) \d{1,2})");
  return kClass.is_full_match(list.key) && take_from(words, list.all().end).key.starts_with("la ");
}

/// The actor with all of `name` as the name of one.
DutyActor named_whole(DutyActor actor, const Passage& name) {
  actor.heading = name;
  actor.agencies.resize(1);
  actor.agencies.front().raw = actor.agencies.front().norm = name.text;
  actor.agencies.front().source = name.in_document(name.all());
  return actor;
}

/// "Đối với các xã chưa có dịch phải tăng cường …", "Đối với hộ nghèo thì …": the duty is of those
/// whom it is about.
std::optional<DutyActor> concerned_actor(const Passage& words, const AgencyContext& context) {
  static const Pattern kAbout("(?:rieng )?doi voi ([^.;:]{3,120}?),? (?:(thi)|phai|can) ");
  const auto about = kAbout.at_start(words.key);
  if (!about) return std::nullopt;
  const Passage name = take_part(words, words.in_text(*about->groups[1]));
  const Passage list = leading_agencies(context.lexicon, name, true);
  const std::string_view behind = std::string_view(words.key).substr(about->whole().end);
  if (!is_list(context.lexicon, list) ||
      (about->has(2) && !context.lexicon.cached<ActorWords>().verb.at_start(behind)))
    return std::nullopt;
  DutyActor out = actor_named(list, false, context);
  if (out.agencies.empty()) return std::nullopt;
  if (list.text.size() < name.text.size()) out = named_whole(std::move(out), name);
  out.is_told = true;
  return out;
}

/// "Đề nghị Mặt trận xã, | yêu cầu các thôn …": both are told.
DutyActor joined_actors(DutyActor first, const Passage& words, DutyActor second) {
  const std::size_t at = words.text.find(second.heading.text, first.heading.text.size());
  if (at == std::string::npos || second.heading.empty()) return second;
  second.heading =
      take_part(words, {0, static_cast<std::uint32_t>(at + second.heading.text.size())});
  std::ranges::move(second.agencies, std::back_inserter(first.agencies));
  second.agencies = std::move(first.agencies);
  return second;
}

/// "Các trường | trong cụm | tổ chức …", "Các xã | trên cùng tuyến đường | phối hợp …": where those
/// are whom a list names, up to the verb. The list itself for anything else.
Passage with_whereabouts(const Lexicon& lexicon, const Passage& words, const Passage& list) {
  constexpr std::size_t kMostWords = 8;
  static const Pattern kWhere("(?:trong|tren) "),
      kTime("trong (?:thang|nam|quy|tuan|thoi|qua|khi|dip|ngay|pham|truong|vong)\\b");
  const Passage rest = take_from(words, list.all().end);
  if (!kWhere.at_start(rest.key) || kTime.at_start(rest.key)) return list;
  std::size_t at = rest.key.find(' ');
  for (std::size_t count = 1; count <= kMostWords && at != std::string::npos; ++count) {
    if (std::string_view(",;:.").find(rest.key[at - 1]) != std::string_view::npos) return list;
    if (count > 1 && lexicon.cached<ActorWords>().verb.at_start(rest.key.substr(at))) {
      const std::size_t begin = words.text.size() - rest.text.size();
      return take_part(words, {0, static_cast<std::uint32_t>(begin + rest.to_text(at))});
    }
    at = rest.key.find(' ', at + 1);
  }
  return list;
}

/// A list that something is said of: not the whole of the words.
std::optional<DutyActor> subject_of(const Passage& words, const AgencyContext& context) {
  const auto [name, is_requested, is_told] = behind_call(context.lexicon, words);
  const Passage list = leading_agencies(context.lexicon, name);
  if (tells_who_is_meant(list, name)) return std::nullopt;
  if (const auto told = order_behind(context.lexicon, name, list)) {
    if (auto other = subject_of(*told, context)) {  // else "phân công nhiệm vụ cho …"
      if (!is_told || !is_list(context.lexicon, list)) return other;
      return joined_actors(actor_named(list, false, context), name, std::move(*other));
    }
  }
  if (!is_list(context.lexicon, list) || without_marks(words).text.size() <= list.text.size())
    return std::nullopt;  // no verb: no duty
  DutyActor out = actor_named(list, false, context);
  if (out.agencies.size() == 1) {
    const Passage whole = with_whereabouts(context.lexicon, name, list);
    if (whole.text.size() > list.text.size()) out = named_whole(std::move(out), whole);
  }
  out.requested = is_requested;
  out.is_told = is_told;
  return out;
}

// ---- cues of 5.5 ----

struct Cue {
  Pattern pattern;
  AgencyRole role;
  bool of_report = false;  ///< counts only behind "báo cáo", "gửi" … and before a capital
};

const std::vector<Cue>& cues() {
  static const std::vector<Cue> kCues = [] {
    std::vector<Cue> out;
    const auto add = [&](const char* pattern, AgencyRole role, bool of_report) {
      out.push_back({Pattern(pattern), role, of_report});
    };
    add(R"(\bphoi hop(?:,? (?:chat che|thuong xuyen|dong bo|tot|kip thoi|va))*)"
        R"((?:,? (?:voi[.:]?|cung voi|cung|cua|giua))?\s+)",
        AgencyRole::kCoop, false);
    add(R"(\bchu tri,? cung(?: voi)?\s+)", AgencyRole::kCoop, false);
    add(R"(\b(?:bao cao|gui|nop)(?: (?:ket qua|bang van ban|dinh ky|kip thoi))*)"
        R"((?:,? (?:ve|cho|toi|len|den))?\s+)",
        AgencyRole::kReportTo, false);
    add(R"(\b(?:ve|toi|den)\s+)", AgencyRole::kReportTo, true);
    add(R"(\b(?:tham muu|trinh)(?:,? (?:cho|giup|de xuat|trinh|voi|kip thoi|bao cao))*\s+)",
        AgencyRole::kApprove, false);
    return out;
  }();
  return kCues;
}

/// True where the sentence, or its last letters, speak of a report before byte `at`.
bool is_behind_report(std::string_view key, std::uint32_t at) {
  constexpr std::uint32_t kReach = 160;
  std::string_view before = key.substr(at > kReach ? at - kReach : 0, std::min(at, kReach));
  if (before.ends_with("bao ")) return false;  // "bảo vệ"
  if (const std::size_t stop = before.rfind(". "); stop != std::string_view::npos)
    before.remove_prefix(stop);
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{"bao cao", "gui ", "nop ", "chuyen ", "phan anh"},
      [&](std::string_view word) { return before.find(word) != std::string_view::npos; });
}

/// "ký văn bản | phối hợp với Công an": a word of the paper's name, that tells of no help.
bool names_paper(std::string_view before) {
  static const Pattern kPaper(
      R"(\b(?:quy che|thoa thuan|ky(?: ket)? (?:cac )?(?:chuong trinh|ke hoach|van ban|bien ban|hop dong)) $)");
  constexpr std::size_t kReach = 40;
  return kPaper.find(before.substr(before.size() - std::min(kReach, before.size()))).has_value();
}

/// "báo cáo UBND huyện (qua Phòng Nội vụ)": the way goes to the note (5.5).
std::optional<Passage> way_behind(const Passage& behind, const Passage& list) {
  static const Pattern kWay(R"([ ,]*\(((?:thong )?qua [^)]*)\))");
  const Passage rest = take_from(behind, list.all().end);
  const auto way = kWay.at_start(rest.key);
  if (!way) return std::nullopt;
  return take_part(rest, rest.in_text(*way->groups[1]));
}

void add_role(AgencyRoles& roles, const Passage& behind, const Cue& cue,
              const AgencyContext& context) {
  const bool is_expected = cue.role == AgencyRole::kCoop;
  const Passage list = leading_agencies(context.lexicon, behind, is_expected);
  if (is_expected ? list.empty() : !is_list(context.lexicon, list)) return;
  if (cue.of_report && !begins_with_capital(list.text)) return;
  for (AgencyMention& mention : mentions(list, cue.role, false, context)) {
    const bool known = std::ranges::any_of(roles.agencies, [&](const AgencyMention& other) {
      return other.role == cue.role && other.norm == mention.norm;
    });
    if (!known) roles.agencies.push_back(std::move(mention));
  }
  if (cue.role == AgencyRole::kCoop && !roles.helpers) roles.helpers = list;
  if (cue.role == AgencyRole::kReportTo && !roles.way) roles.way = way_behind(behind, list);
}

}  // namespace

namespace {

/// "Đối với | công dân", "Đối với | các trường có học sinh nội trú": one name, whatever follows its
/// head word.
std::optional<DutyActor> called_group(const Passage& name, bool is_heading,
                                      const AgencyContext& context) {
  constexpr std::size_t kMostWords = 25;
  static const Pattern kCase("(?:cac |nhung )?truong hop\\b");
  if (!is_heading || count_words(name.text) > kMostWords || kCase.at_start(name.key) ||
      !begins_with_name_head(context.lexicon, name.text))
    return std::nullopt;
  DutyActor out = actor_named(name, true, context);
  if (out.agencies.empty()) return std::nullopt;
  out = named_whole(std::move(out), name);
  out.is_told = true;
  return out;
}

/// "Các Phó Chủ tịch phụ trách lĩnh vực Kinh tế, Văn hóa": one post, whatever its field is.
std::optional<DutyActor> post_in_charge(const Passage& words, bool is_heading,
                                        const AgencyContext& context) {
  const auto found = context.lexicon.cached<ActorWords>().in_charge.at_start(words.key);
  if (!is_heading || !found) return std::nullopt;
  const Passage name = without_marks(words);
  DutyActor out = actor_named(take_part(words, words.in_text(*found->groups[1])), true, context);
  if (out.agencies.size() != 1) return std::nullopt;
  return named_whole(std::move(out), name);
}

}  // namespace

bool begins_with_call(const Lexicon& lexicon, const Passage& words) {
  static const Pattern kNoun("(?:cua|ve|doi voi|chung)\\b");  // "Yêu cầu của hội thi"
  const ActorWords& known = lexicon.cached<ActorWords>();
  const auto call = known.told.at_start(words.key);
  return call && read_call(lexicon, words) && !kNoun.at_start(words.key.substr(call->whole().end));
}

bool is_assignment(const Lexicon& lexicon, const Passage& words) {
  const auto call = read_call(lexicon, words);
  return call && call->orders;
}

std::optional<DutyActor> read_title_actor(const Passage& words, bool is_heading,
                                          const AgencyContext& context) {
  const auto [name, is_requested, is_told] = behind_call(context.lexicon, words);
  Passage list = leading_agencies(context.lexicon, name);
  const Passage behind = list.empty() ? name : take_from(name, list.all().end);
  const bool is_whole = !list.empty() && without_marks(behind).empty();
  const bool leads_in = !list.empty() && (is_heading || words.key.ends_with(":")) &&
                        context.lexicon.cached<ActorWords>().duty.at_start(behind.key);
  if (auto post = post_in_charge(name, is_heading, context)) {
    post->requested = is_requested;
    return post;
  }
  if (!is_whole && !leads_in) {
    if (!is_heading) return std::nullopt;
    list = without_marks(name);  // a heading is a name as a whole, whatever its words
  }
  if (!is_list(context.lexicon, list))
    return name.text.size() < words.text.size() ? called_group(list, is_heading, context)
                                                : std::nullopt;
  DutyActor out = actor_named(list, true, context);
  out.requested = is_requested;
  out.is_told = is_told || name.text.size() < words.text.size();
  if (leads_in) add_helpers(out, behind, context);
  return out;
}

std::optional<DutyActor> read_regulated_actor(const Passage& heading, const std::string& organ,
                                              const AgencyContext& context) {
  const std::string call = without_marks(heading).key + " cua ";
  const auto found = context.lexicon.cached<ActorWords>().call.at_start(call);
  if (organ.empty() || !found || found->whole().size() != call.size()) return std::nullopt;
  const ByteRange all{0, static_cast<std::uint32_t>(organ.size())};
  DutyActor out = actor_named(read_passage(organ, all), true, context);
  out.is_told = true;
  out.heading = {};  // the heading does not print the name: no lead_raw, and no place of it
  for (AgencyMention& mention : out.agencies) mention.source = {};
  return out;
}

std::optional<DutyActor> infer_heading_actor(const Passage& heading, const AgencyContext& context) {
  constexpr std::size_t kMostWords = 12;
  const Called called = behind_call(context.lexicon, heading);
  const Passage name = without_marks(called.words);
  const bool is_short = !name.empty() && count_words(name.text) <= kMostWords;
  if (!is_short || context.lexicon.cached<ActorWords>().thing.at_start(name.key) ||
      !begins_with_capital(name.text))
    return std::nullopt;
  DutyActor out = actor_named(name, true, context);
  if (out.agencies.empty()) return std::nullopt;
  out.requested = called.is_requested;
  return out;
}

std::optional<DutyActor> read_sentence_actor(const Passage& words, const AgencyContext& context) {
  const Passage first = ahead(words, 0);
  if (auto actor = concerned_actor(first, context)) return actor;
  auto named = subject_of(first, context);
  const ActorWords& known = context.lexicon.cached<ActorWords>();
  if (!named || !has_duty(context.lexicon, first, *named)) {
    if (auto actor = charged_subject(first, known.charged, context)) return actor;
  }
  if (!named || !has_duty(context.lexicon, first, *named, true)) {
    if (auto actor = charged_subject(first, known.bound, context)) {
      actor->is_told = true;
      return actor;
    }
  }
  if (named) return named;
  for (const std::uint32_t begin : behind_opening(context.lexicon, first)) {
    if (auto actor = subject_of(take_from(first, begin), context)) return actor;
  }
  for (const auto& topic : {behind_topic(context.lexicon, first), behind_title(first)}) {
    auto actor = topic ? subject_of(take_from(first, *topic), context) : std::nullopt;
    if (actor && is_named(context.lexicon, *actor) &&
        has_duty(context.lexicon, first, *actor, true) &&
        (is_collective(actor->heading.text) || begins_with_capital(actor->heading.text)))
      return actor;
  }
  return std::nullopt;
}

namespace {

/// "đã yêu cầu", "theo đề nghị": told elsewhere.
bool is_past_call(std::string_view key, std::uint32_t begin) {
  static const Pattern kPast(
      R"(\b(?:da|theo|duoc|cac|nhung|van ban|to trinh|dap ung|dung|muc dich,?|co|nhu cau,?) $)");
  constexpr std::uint32_t kReach = 16;
  const std::uint32_t from = begin > kReach ? begin - kReach : 0;
  return kPast.find(key.substr(from, begin - from)).has_value();
}

}  // namespace

std::optional<std::uint32_t> find_time_label_end(const Lexicon& lexicon, const Passage& words) {
  const auto label = lexicon.cached<ActorWords>().time_label.at_start(words.key);
  if (!label) return std::nullopt;
  return words.in_text(label->whole()).end;
}

bool begins_with_clause(const Lexicon& lexicon, const Passage& words) {
  return lexicon.cached<ActorWords>().opening.at_start(words.key) ||
         find_time_label_end(lexicon, words);
}

std::vector<ByteRange> split_sentences(const Passage& words) {
  std::vector<ByteRange> out;
  std::uint32_t begin = 0;
  int depth = 0;
  const std::string& text = words.text;
  for (std::uint32_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')') --depth;
    const bool is_end = text[i] == '.' && text[i + 1] == ' ' && depth <= 0;
    if (!is_end || !begins_with_capital(std::string_view(text).substr(i + 2, 8))) continue;
    out.push_back({begin, i + 1});
    begin = i + 2;
  }
  out.push_back({begin, words.all().end});
  return out;
}

bool names_thing(const Lexicon& lexicon, const Passage& words) {
  const ActorWords& known = lexicon.cached<ActorWords>();
  return known.item_thing.at_start(words.key) && !known.act.find(words.key);
}

bool begins_with_verb(const Lexicon& lexicon, const Passage& words) {
  return lexicon.cached<ActorWords>().verb.at_start(words.key).has_value();
}

bool ends_with_charge(const Lexicon& lexicon, const Passage& words) {
  return lexicon.cached<ActorWords>().charged_below.find(words.text).has_value();
}

bool begins_with_topic(const Lexicon& lexicon, const Passage& words) {
  return lexicon.cached<ActorWords>().topic.at_start(words.key).has_value();
}

bool is_named(const Lexicon& lexicon, const DutyActor& actor) {
  return has_head_word(lexicon, actor.heading.text) ||
         find_person_end(lexicon, actor.heading.text) > 0;
}

bool asks_somebody(const Lexicon& lexicon, const Passage& words) {
  const ActorWords& known = lexicon.cached<ActorWords>();
  for (std::size_t at = 0; const auto call = known.inner_call.find(words.key, at);) {
    at = call->groups[1]->end;
    const std::uint32_t begin = call->groups[1]->begin;
    if (!is_past_call(words.key, begin) &&
        !known.no_call.at_start(std::string_view(words.key).substr(begin)))
      return true;
  }
  return false;
}

std::optional<DutyActor> read_told_actor(const Passage& words, const AgencyContext& context) {
  static const Pattern kBasis(R"((?:can cu|xet)\b.*[;,]$)");
  if (kBasis.is_full_match(words.key)) return std::nullopt;
  const ActorWords& known = context.lexicon.cached<ActorWords>();
  const std::string_view sentence =
      find_sentence_before(words.key, static_cast<std::uint32_t>(words.key.size()));
  const std::size_t stop = sentence.rfind(". ");
  std::size_t at = words.key.size() - sentence.size() + (stop == sentence.npos ? 0 : stop + 2);
  while (const auto call = known.inner_call.find(words.key, at)) {
    at = call->groups[1]->end;
    if (is_past_call(words.key, call->groups[1]->begin)) continue;
    auto actor = subject_of(ahead(words, call->groups[1]->begin), context);
    if (actor && actor->is_told) return actor;
  }
  return std::nullopt;
}

namespace {

std::optional<Passage> words_behind(const Passage& words, const DutyActor& actor) {
  const std::size_t at = words.text.find(actor.heading.text);
  if (at == std::string::npos || actor.heading.empty()) return std::nullopt;
  return take_from(words, static_cast<std::uint32_t>(at + actor.heading.text.size()));
}

}  // namespace

bool states_fact(const Lexicon& lexicon, const Passage& words, const DutyActor& actor) {
  const auto behind = words_behind(words, actor);
  if (!behind) return false;
  const StatedWords& known = lexicon.cached<StatedWords>();
  const std::string_view before =
      std::string_view(words.text).substr(0, words.text.size() - behind->text.size());
  return known.state.at_start(behind->text) || known.past.find(before);
}

bool has_duty(const Lexicon& lexicon, const Passage& words, const DutyActor& actor,
              bool may_be_bare) {
  const auto behind = words_behind(words, actor);
  const ActorWords& known = lexicon.cached<ActorWords>();
  return behind &&
         (known.obliged.at_start(behind->key) || (may_be_bare && known.verb.at_start(behind->key)));
}

AgencyRoles read_roles(const Passage& words, const AgencyContext& context) {
  AgencyRoles out;
  for (const Cue& cue : cues()) {
    std::size_t at = 0;
    while (const auto match = cue.pattern.find(words.key, at)) {
      at = match->whole().end;
      if (cue.of_report && !is_behind_report(words.key, match->whole().begin)) continue;
      if (cue.role == AgencyRole::kCoop &&
          names_paper(std::string_view(words.key).substr(0, match->whole().begin)))
        continue;
      add_role(out, ahead(words, at), cue, context);
    }
  }
  return out;
}

}  // namespace codau::document
