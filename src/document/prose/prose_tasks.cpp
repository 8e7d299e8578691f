#include "document/prose/prose_tasks.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "document/agencies/agency_name.h"
#include "document/agencies/persons.h"
#include "document/layout/closing.h"
#include "document/layout/head_lines.h"
#include "document/tasks/duty_actor.h"
#include "document/words/heading_words.h"
#include "document/words/pattern.h"

namespace codau::document {
namespace {

/// A section of these gives no tasks.
bool is_apart(SectionKind kind) {
  return kind == SectionKind::kNote || kind == SectionKind::kTable ||
         kind == SectionKind::kClosing || kind == SectionKind::kRecipients ||
         kind == SectionKind::kSignature || kind == SectionKind::kHeader;
}

/// "Khi có khó khăn, vướng mắc, báo cáo …".
bool tells_of_trouble(std::string_view key) {
  static const Pattern kTrouble(R"(vuong mac|kho khan\b.*\b(?:phan anh|bao cao|kien nghi|bao)\b)");
  return kTrouble.find(key).has_value();
}

/// "Giám đốc yêu cầu các phòng … triển khai": who heads the organ, no other words, may stand
/// before.
struct Calls {
  explicit Calls(const Lexicon& lexicon)
      : any("(?:" + make_form_pattern(lexicon, "organ_post") +
            R"((?: [^.,;:]*)? )?(?:yeu cau|de nghi) )" +
            R"((?:(?:lanh dao|thu truong|truong|giam doc|nguoi dung dau) )?)" +
            R"((?:cac|toan the|tat ca)\b.*\b(?:trien khai|quan triet|pho bien)\b)"),
        alone(R"(\b)" + make_form_pattern(lexicon, "call", make_mark_filter("told")) +
              "(?: cu the| thuc hien)?(?: nhu)?(?: sau(?: day)?)?:$") {}

  Pattern any;
  Pattern alone;  ///< "Chi cục yêu cầu:"
};

/// "Yêu cầu các đơn vị nghiêm túc thực hiện", and where nothing follows also "Đề nghị lãnh đạo các
/// phòng quán triệt đến nhân viên".
bool calls_on_all(const Lexicon& lexicon, std::string_view key, bool is_last) {
  static const Pattern kAct(R"((?:yeu cau|de nghi) .*\b(?:thuc hien|ke hoach)\b)");
  return kAct.find(key) || (is_last && lexicon.cached<Calls>().any.at_start(key));
}

/// A paragraph that asks everybody to act on the plan: "Căn cứ Kế hoạch này, yêu cầu các phòng …",
/// "Thủ trưởng các đơn vị căn cứ nội dung trên tổ chức thực hiện", "Căn cứ Kế hoạch này, Hội Nông
/// dân các xã xây dựng kế hoạch của mình và tổ chức thực hiện".
bool addresses_all(const SectionNode& node) {
  static const Pattern kAll(
      R"((?:(?:can cu|tren co so|theo) [^.;]*\b(?:ke hoach|noi dung)\b[^.;]*, ?)?)"
      R"((?:(?:yeu cau|de nghi) (?:cac|thu truong|toan the|tat ca)\b|)"
      R"((?:cac|thu truong|toan the|tat ca)\b[^.;]*\bcan cu\b[^.;]*\b(?:ke hoach|noi dung)\b)[^.;]*)"
      R"(\b(?:thuc hien|trien khai)\b|)"
      R"((?:can cu|tren co so|theo) [^.;,]*\bke hoach nay\b[^.;]*, [^.;]*\bcac\b[^.;]*\bxay dung )"
      R"(ke hoach\b[^.;]*\bto chuc (?:trien khai )?thuc hien ?\.?/?\.?$)");
  return !node.form && !node.section.num_raw && kAll.at_start(node.text.key);
}

/// The role "handing_verb".
struct Handings {
  explicit Handings(const Lexicon& lexicon)
      : any("(?:^|[^a-z])" + make_form_pattern(lexicon, "handing_verb") + "(?:[^a-z]|$)") {}

  Pattern any;  ///< "gửi về", "nộp"
};

/// "Hồi.... giờ ... ngày…. tháng……": to be filled in.
bool is_blank_form(const Passage& words) {
  static const Pattern kDots(R"((?:\.{3,}|…)[.…]*)");
  constexpr int kFewest = 3;
  int count = 0;
  for (std::size_t at = 0; const auto found = kDots.find(words.text, at);) {
    at = found->whole().end;
    ++count;
  }
  return count >= kFewest;
}

/// "HIỆU TRƯỞNG", "Nguyễn Thị Bắc", "Nguyễn Thị Bắc - TPT Đội - Thành viên": who signs, or a member
/// of a body, and no duty.
bool names_person_alone(const Lexicon& lexicon, const Passage& words) {
  if (is_person_line(lexicon, words) || is_position_line(lexicon, words) ||
      is_authority_line(lexicon, words) || compute_capital_share(words.text) >= kMinAllCapitalShare)
    return true;
  static const Pattern kName(R"(((?:\p{Lu}[\p{L}’'-]* ){2,4})\s*[-–,(:])");
  const auto name = kName.at_start(words.text);
  return name && count_words(words.text) <= 20 && find_person_end(lexicon, words.text) == 0 &&
         is_person_line(lexicon, take_part(words, *name->groups[1])) &&
         !asks_somebody(lexicon, words);
}

class ProseTaskReader {
 public:
  ProseTaskReader(const std::vector<SectionNode>& nodes, const DocumentContext& context,
                  std::set<std::uint32_t> read)
      : nodes_(nodes),
        context_(context),
        children_(nodes.size()),
        state_(nodes.size()),
        is_read_(std::move(read)) {
    std::vector<std::optional<std::uint32_t>> holders;
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
      auto parent = holder_of(i);
      while (parent && is_read_.contains(*parent)) parent = nodes[*parent].section.parent;
      if (parent && !is_read_.contains(i)) children_[*parent].push_back(i);
      holders.push_back(parent);
    }
    for (std::uint32_t i = 0; i < nodes.size(); ++i)
      state_[i] = state_of(i, holders[i] ? state_[*holders[i]] : State::kBody);
    has_actors_as_roots_ = has_actors_as_roots();
    closing_ = find_closing();
    find_timetables();
  }

  std::vector<Task> read() {
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
      if (state_[i] != State::kBody || is_read_.contains(i)) continue;
      if (auto leader = leader_behind(i)) leaders_behind_.emplace(i, *std::move(leader));
    }
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
      if (is_read_.contains(i)) continue;
      if (state_[i] == State::kScope) {
        read_scope(i);
      } else if (state_[i] == State::kBody && !read_below_line(i)) {
        read_order(i);
      }
    }
    std::ranges::stable_sort(tasks_, {}, [](const Task& task) { return task.bytes.front().begin; });
    return std::move(tasks_);
  }

 private:
  [[nodiscard]] const Lexicon& lexicon() const { return context_.agencies.lexicon; }

  /// Where a section stands: before the duties, among them, at their head, below it.
  enum class State : std::uint8_t { kBody, kAims, kScope, kBelowScope };

  [[nodiscard]] State state_of(std::uint32_t i, State above) const {
    if (above == State::kScope || above == State::kBelowScope) return State::kBelowScope;
    if (above == State::kAims) return State::kAims;
    const SectionNode& node = nodes_[i];
    if (node.section.kind == SectionKind::kAppendix) return above;
    const bool is_high =
        node.section.level <= 1 || (!node.section.parent && node.form == NumberForm::kArabic);
    if (is_high && !node.heading.empty()) {
      if (is_scope_heading(lexicon(), node.heading)) return State::kScope;
      if (is_aims_heading(lexicon(), node.heading)) return State::kAims;
    }
    return node.form && lists_actors(i) ? State::kScope : above;
  }

  /// "2. Nội dung" above "2.1. Phòng Kế hoạch", "2.2. Phòng Hành chính", each with what it has to
  /// do: a scope by another name; not where titles stand behind them (`Khối 10: "Hiểu mình"`).
  [[nodiscard]] bool lists_actors(std::uint32_t section) const {
    const auto& parts = children_[section];
    const auto is_actor = [&](std::uint32_t i) {
      const SectionNode& node = nodes_[i];
      const bool is_part = node.form && *node.form < NumberForm::kLetter && !node.heading.empty() &&
                           (node.has_both() || !children_[i].empty()) &&
                           !node.text.key.starts_with('"');
      const auto actor = is_part ? actor_of(i) : std::nullopt;
      return actor &&
             (actor->is_told || has_head_word(context_.agencies.lexicon, node.heading.text));
    };
    return parts.size() > 1 && std::ranges::count_if(parts, is_actor) > std::ssize(parts) / 2;
  }

  // ---- sections ----

  /// Headings without number stand side by side: behind "Tổ chức thực hiện" those that name an
  /// agency are its parts.
  [[nodiscard]] std::optional<std::uint32_t> holder_of(std::uint32_t i) {
    const SectionNode& node = nodes_[i];
    if (node.section.parent || node.section.kind != SectionKind::kHeading || node.form)
      return node.section.parent;
    const bool is_part = bare_scope_ && actor_of(i);
    if (!is_part)
      bare_scope_ = is_scope_heading(lexicon(), node.heading) ? std::optional(i) : std::nullopt;
    return is_part ? bare_scope_ : std::nullopt;
  }

  void read_scope(std::uint32_t scope) {
    if (!nodes_[scope].text.empty()) read_paragraph(scope, nodes_[scope].section.path);
    read_list(scope, nullptr);
  }

  /// Sections one below the other. A line that only names an agency, its number and bold type lost,
  /// heads those behind it.
  void read_list(std::uint32_t section, const DutyActor* above) {
    read_sections(children_[section], above, nodes_[section]);
  }

  /// `holder`: stands above them.
  void read_sections(const std::vector<std::uint32_t>& sections, const DutyActor* above,
                     const SectionNode& holder) {
    std::optional<DutyActor> line;  // the actor of such a line
    for (const std::uint32_t child : sections) {
      const SectionNode& node = nodes_[child];
      is_read_.insert(child);
      const bool is_first = child == sections.front() && holder.text.empty();
      if (is_apart(node.section.kind) || is_general(child, is_first)) continue;
      const bool may_address = !is_first || above != nullptr;
      if (may_address && addresses_all(node) && is_last(child) && !sets_day(node.text)) continue;
      auto own = actor_of(child);
      if (!own && above == nullptr && among_actors(sections, child)) own = actor_among(child);
      const bool leads_in = node.heading.empty() && node.text.key.ends_with(":") &&
                            (!node.form || !children_[child].empty());
      if (!own && leads_in) own = actor_above_list(child);
      if (own && may_head(child, above)) {
        const bool is_line = children_[child].empty() && !nodes_[child].has_both();
        if (node.heading.empty() && is_assignment(lexicon(), node.text))
          add_main_clause(child, *own);
        if (is_line) line = std::move(own);
        if (!is_line) read_section(child, &*own);
        continue;
      }
      const bool is_numbered = node.form && *node.form < NumberForm::kLetter;
      if (is_numbered && !node.heading.empty()) line.reset();
      read_item(holder, child, line ? &*line : above);
    }
  }

  void read_item(const SectionNode& holder, std::uint32_t child, const DutyActor* actor) {
    if (actor != nullptr) {
      read_duty(child, *actor);
      return;
    }
    const SectionNode& node = nodes_[child];
    if (!node.text.empty())
      read_paragraph(child, node.has_number() || !node.heading.empty() ? node.section.path
                                                                       : holder.section.path);
    read_list(child, nullptr);
  }

  /// A paragraph without number that says something of the whole plan, no duty: "Trong quá trình
  /// thực hiện …", "(Chi tiết tại Phụ lục)"; at the end also what calls on all, but for a day set
  /// (5.7).
  [[nodiscard]] bool is_general(std::uint32_t i, bool is_first) const {
    const SectionNode& node = nodes_[i];
    if (node.has_number() || node.section.num_raw) return false;
    const std::string_view key = node.text.key;
    if (is_general_remark(lexicon(), node.text)) return true;
    const bool ends = key.ends_with("/.") || key.ends_with("/");
    if (!ends || is_first) return false;
    return tells_of_trouble(key) ||
           (calls_on_all(lexicon(), key, is_last(i)) && !sets_day(node.text));
  }

  [[nodiscard]] bool has_time(const Passage& words) const {
    return std::ranges::any_of(
        find_deadlines(words.text, context_.deadlines),
        [](const Deadline& one) { return one.kind != DeadlineKind::kByRule; });
  }

  [[nodiscard]] bool sets_day(const Passage& words) const {
    return std::ranges::any_of(find_deadlines(words.text, context_.deadlines),
                               [](const Deadline& one) { return one.due_date || one.start_date; });
  }

  /// True when nothing with a number or a bullet follows before the closing.
  [[nodiscard]] bool is_last(std::uint32_t i) const {
    for (++i; i < nodes_.size() && !is_apart(nodes_[i].section.kind); ++i) {
      if (nodes_[i].form) return false;
    }
    return true;
  }

  /// "- Các trường tiểu học;" below "Kính gửi:": to whom the paper is sent.
  [[nodiscard]] bool is_addressee(std::uint32_t i) const {
    while (i > 0 && nodes_[i].form == NumberForm::kDash) --i;
    return is_address_line(nodes_[i].text.key);
  }

  /// A section below a heading that names its actor.
  void read_section(std::uint32_t section, const DutyActor* actor) {
    if (nodes_[section].has_both()) add_duty(section, *actor, false);
    read_list(section, actor);
  }

  [[nodiscard]] std::optional<DutyActor> actor_of(std::uint32_t i) const {
    const SectionNode& node = nodes_[i];
    const bool is_heading = !node.heading.empty();
    auto actor =
        read_title_actor(is_heading ? node.heading : node.text, is_heading, context_.agencies);
    if (!actor && is_heading)
      actor = read_regulated_actor(node.heading, context_.regulated, context_.agencies);
    if (actor) actor->path = node.section.path;
    return actor;
  }

  /// True for a numbered heading one of whose neighbours names an agency or is a duty that begins
  /// with one: it names its actor too (5.2: the actor is the heading).
  [[nodiscard]] bool among_actors(const std::vector<std::uint32_t>& all,
                                  std::uint32_t child) const {
    const auto is_duty = [&](std::uint32_t i) { return !is_apart(nodes_[i].section.kind); };
    const bool has_duties =
        nodes_[child].has_both() || std::ranges::any_of(children_[child], is_duty);
    const auto is_numbered = [&](std::uint32_t i) {
      return nodes_[i].form && *nodes_[i].form < NumberForm::kLetter && !nodes_[i].heading.empty();
    };
    if (!is_numbered(child)) return false;
    const auto at = std::ranges::find(all, child) - all.begin();
    const auto names = [&](std::ptrdiff_t i) {
      if (i < 0 || i >= std::ssize(all)) return false;
      const std::uint32_t other = all[static_cast<std::size_t>(i)];
      if (is_numbered(other)) return actor_of(other).has_value();
      return has_duties && nodes_[other].form == nodes_[child].form && begins_with_actor(other);
    };
    return names(at - 1) || names(at + 1);
  }

  /// "3. Ban Tài chính chủ trì …": a numbered duty that begins with its agency.
  [[nodiscard]] bool begins_with_actor(std::uint32_t i) const {
    const SectionNode& node = nodes_[i];
    if (!node.form || !node.heading.empty()) return false;
    const auto actor = read_sentence_actor(node.text, context_.agencies);
    const bool is_asked = actor && (actor->requested || is_assignment(lexicon(), node.text));
    return actor && (is_asked || begins_with(node.text, *actor));
  }

  [[nodiscard]] std::optional<DutyActor> actor_among(std::uint32_t i) const {
    auto actor = infer_heading_actor(nodes_[i].heading, context_.agencies);
    if (actor) actor->path = nodes_[i].section.path;
    return actor;
  }

  /// Below an actor only a numbered line or one that leads in names another (5.2).
  [[nodiscard]] bool may_head(std::uint32_t i, const DutyActor* above) const {
    if (above == nullptr) return true;
    const SectionNode& node = nodes_[i];
    return node.has_number() || !children_[i].empty() || node.text.key.ends_with(":");
  }

  void read_duty(std::uint32_t section, const DutyActor& actor) {
    const SectionNode& node = nodes_[section];
    const bool leads_in =
        !node.heading.empty() || node.text.key.ends_with(":") || is_topic(section);
    if (!leads_in || names_parts(node)) {
      if (!actor.is_told || !add_parted_duty(section, actor)) add_duty(section, actor);
      return;
    }
    if (nodes_[section].has_both() && !node.text.key.ends_with(":"))
      add_duty(section, actor, false);
    if (node.text.key.ends_with(":")) add_main_clause(section, actor);
    const bool is_alone = children_[section].empty() && node.text.empty();
    if (is_alone && !node.heading.empty()) add_duty(section, actor);
    read_list(section, &actor);
  }

  /// "- Đối với việc quản lý các khoản thu." above "+" items: what they are about, and no duty.
  [[nodiscard]] bool is_topic(std::uint32_t section) const {
    static const Pattern kTopic(R"((?:doi voi|ve) (?:viec|cong tac|cac khoan|noi dung)\b[^,;:]*)");
    constexpr std::size_t kWords = 15;
    const Passage& text = nodes_[section].text;
    return !children_[section].empty() && count_words(text.text) <= kWords &&
           kTopic.is_full_match(text.key);
  }

  /// "Hồ sơ gồm:": the items below are its parts.
  static bool names_parts(const SectionNode& node) {
    const Passage& words = node.text.empty() ? node.heading : node.text;
    static const Pattern kParts(
        R"(\b(?:ho so|thanh phan|tai lieu|giay to|hoi dong|ban to chuc|to cong tac)\b[^.;]{0,80})"
        R"(\bgom(?: co| cac \pL+(?: \pL+)?)?(?: sau(?: day)?)? ?:?$)");
    return kParts.find(words.key).has_value();
  }

  /// An item of a list that many are told to do: sentences and dashes that name their own actor are
  /// duties of their own (5.4). False if none does.
  bool add_parted_duty(std::uint32_t section, const DutyActor& actor) {
    const SectionNode& node = nodes_[section];
    const auto names_own = [&](const Passage& words, const DutyActor& own) {
      return is_behind_clause(words, own) ||
             (has_subject(words, own) && has_duty(lexicon(), words, own, true));
    };
    std::vector<Span> spans = find_spans(node.text, names_own);
    std::vector<std::uint32_t> own_items;
    for (const std::uint32_t child : children_[section]) {
      const auto own = read_sentence_actor(nodes_[child].text, context_.agencies);
      if (own && names_own(nodes_[child].text, *own)) own_items.push_back(child);
    }
    const bool is_parted =
        !own_items.empty() || (!spans.empty() && spans.front().text.begin > 0) || spans.size() > 1;
    if (!is_parted) return false;
    const std::uint32_t first = spans.empty() ? node.text.all().end : spans.front().text.begin;
    if (first > 0) add_task(section, actor, take_part(node.text, {0, first}));
    add_spans(section, std::move(spans));
    read_list(section, &actor);
    return true;
  }

  /// "Chủ trì, phối hợp với Sở Tài chính trồng cây trước ngày 30/9. Cụ thể:": the words
  /// before "Cụ thể" are a duty, too.
  void add_main_clause(std::uint32_t section, const DutyActor& actor) {
    const Passage& text = nodes_[section].text;
    const std::vector<ByteRange> parts = split_sentences(text);
    if (parts.size() > 1) add_task(section, actor, take_part(text, {0, parts.back().begin}));
  }

  // ---- sentences ----

  /// Sentences of a paragraph that name their own agencies; a new one begins a new task (5.4). In
  /// an item the duty may come first and who leads it behind: one task (5.3).
  void read_paragraph(std::uint32_t section, const std::string& path) {
    const SectionNode& node = nodes_[section];
    if (is_apart(node.section.kind) || node.text.key.ends_with(":")) return;
    std::vector<Span> spans =
        find_spans(node.text, [](const Passage&, const DutyActor&) { return true; });
    if (spans.empty()) return;
    Span& first = spans.front();
    const bool is_behind = first.text.begin > 0 && node.form && node.heading.empty() &&
                           hands_out(take_part(node.text, first.text), first.actor);
    if (is_behind) first.text.begin = 0;
    for (Span& span : spans) {
      span.actor.path = path;
      add_task(section, span.actor, with_items(section, take_part(node.text, span.text)));
    }
  }

  /// "Cục Xuất nhập khẩu chủ trì, phối hợp với …", "Giao Vụ Pháp chế chịu trách nhiệm …": who leads
  /// what was said before.
  static bool hands_out(const Passage& sentence, const DutyActor& actor) {
    // a name that the lexicon lacks goes on: "Cục Phòng vệ thương mại chủ trì"
    static const Pattern kLeads(R"((?:\([^()]*\))?,? ?(?:la |lam )?(?:don vi |co quan )?)"
                                R"((?:(?:dau moi|phu trach|thuc hien|to chuc thuc hien)\b|)"
                                R"(([^.;:]{0,45}\b)?(?:chu tri|chiu trach nhiem)\b))"),
        kNoun(R"((?:don vi|co quan|bo phan|nguoi|duoc|va) $)");  // "gửi đơn vị chủ trì"
    const std::size_t at = sentence.text.find(actor.heading.text);
    if (at == std::string::npos || actor.heading.empty()) return false;
    const Passage rest =
        take_from(sentence, static_cast<std::uint32_t>(at + actor.heading.text.size()));
    const auto leads = kLeads.at_start(rest.key);
    return leads && !(leads->has(1) && kNoun.find(leads->of(rest.key, 1)));
  }

  /// The actor of an item whose duty comes first and who leads it behind; nothing for others.
  [[nodiscard]] std::optional<DutyActor> leader_behind(std::uint32_t section) const {
    const SectionNode& node = nodes_[section];
    if (!node.form || !node.heading.empty() || is_apart(node.section.kind)) return std::nullopt;
    for (const ByteRange sentence : split_sentences(node.text)) {
      const Passage words = take_part(node.text, sentence);
      auto actor = read_sentence_actor(words, context_.agencies);
      if (!actor) continue;
      const bool is_leader = sentence.begin > 0 && hands_out(words, *actor) &&
                             (is_assignment(lexicon(), words) || begins_with(words, *actor));
      return is_leader ? std::move(actor) : std::nullopt;
    }
    return std::nullopt;
  }

  /// The actor of the duties below: "Giao Sở Y tế:", "UBND tỉnh yêu cầu các sở thực hiện:", "Đối
  /// với giáo viên:"; above items also "Hiệu trưởng: Lê Văn An. Phụ trách:".
  [[nodiscard]] std::optional<DutyActor> actor_above_list(std::uint32_t section) const {
    const SectionNode& node = nodes_[section];
    auto actor = actor_of(section);
    if (actor && (actor->is_told || node.form)) return actor;
    actor = read_told_actor(node.text, context_.agencies);
    if (!actor && !children_[section].empty() && node.heading.empty()) {
      actor = read_sentence_actor(node.text, context_.agencies);
      if (actor && !begins_with(node.text, *actor) &&
          !(ends_with_charge(lexicon(), node.text) && is_behind_opening(node.text, *actor)))
        actor.reset();
    }
    if (actor) actor->path = node.section.path;
    return actor;
  }

  /// "1. Đối với giáo viên", "2. Trách nhiệm của Sở Y tế", or one of several headings without
  /// parent that are names of agencies: the duties below are theirs.
  [[nodiscard]] bool names_told(std::uint32_t section) const {
    const SectionNode& node = nodes_[section];
    if (node.heading.empty() || !node.has_number()) return false;
    if (!node.has_both() && children_[section].empty()) return false;
    const auto actor = actor_of(section);
    return actor && (actor->is_told || (!node.section.parent && has_actors_as_roots_));
  }

  /// More than half of the numbered headings without parent name an agency.
  [[nodiscard]] bool has_actors_as_roots() const {
    std::size_t headings = 0, actors = 0;
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
      const SectionNode& node = nodes_[i];
      if (node.section.parent || !node.has_number() || node.heading.empty()) continue;
      ++headings;
      const auto actor = actor_of(i);
      const bool is_actor =
          actor && (actor->is_told || has_head_word(lexicon(), node.heading.text));
      actors += is_actor ? 1U : 0U;
    }
    return actors > 1 && actors * 2 > headings;
  }

  /// "Đối tượng: …", "Địa điểm trực: …".
  [[nodiscard]] bool is_frame(const SectionNode& node) const {
    return !node.heading.empty() &&
           (is_aims_heading(lexicon(), node.heading) || is_frame_heading(lexicon(), node.heading));
  }

  /// "UBND tỉnh yêu cầu các sở, UBND các huyện thực hiện các việc sau:": the actor of the
  /// duties after it, up to the next heading outside the list. So are "* Đối với giáo viên:" and
  /// lines "Tổ chức thực hiện:" and "Chi cục yêu cầu:". False for any other section.
  bool read_below_line(std::uint32_t section) {
    const SectionNode& node = nodes_[section];
    const bool is_line = (node.section.kind == SectionKind::kPara && !node.form) ||
                         (node.section.kind == SectionKind::kBullet && children_[section].empty());
    if (!is_line || !node.text.key.ends_with(":") || is_frame(node)) return false;
    const bool is_scope = is_scope_heading(lexicon(), node.text) ||
                          lexicon().cached<Calls>().alone.find(node.text.key);
    auto actor = is_scope ? std::nullopt : actor_above_list(section);
    if (!actor && !is_scope && !node.form) actor = many_above(node);
    if (!actor && !is_scope && !node.form) actor = unnamed_actor(node);
    const std::vector<std::uint32_t> behind = siblings_behind(section);
    if (behind.empty() || !(actor || is_scope)) return false;
    read_sections(behind, actor ? &*actor : nullptr, node);
    return true;
  }

  /// "Các trường báo cáo theo thời gian sau:": the items are duties of many, unless they are parts.
  [[nodiscard]] std::optional<DutyActor> many_above(const SectionNode& node) const {
    static const Pattern kList(R"(\bsau(?: day)?:$)");
    if (!kList.find(node.text.key) || names_parts(node)) return std::nullopt;
    auto actor = read_sentence_actor(node.text, context_.agencies);
    if (!actor || !begins_with(node.text, *actor) || !is_collective(actor->heading.text) ||
        !has_duty(lexicon(), node.text, *actor, true))
      return std::nullopt;
    actor->path = node.section.path;
    return actor;
  }

  /// "Sở Y tế yêu cầu … thực hiện các nội dung sau:", the names of whom it asks not understood.
  [[nodiscard]] std::optional<DutyActor> unnamed_actor(const SectionNode& node) const {
    static const Pattern kList(
        R"((?:noi dung|nhiem vu|cong viec|viec|yeu cau|bien phap|giai phap)(?: cu the)?,? (?:nhu )?sau(?: day)?:$)");
    if (!kList.find(node.text.key) || !asks_somebody(lexicon(), node.text)) return std::nullopt;
    DutyActor out;
    out.path = node.section.path;
    out.is_told = true;
    return out;
  }

  /// The sections beside one and after it, to the closing, the next scope or aims, or a higher
  /// heading.
  [[nodiscard]] std::vector<std::uint32_t> siblings_behind(std::uint32_t section) const {
    std::vector<std::uint32_t> out;
    for (std::uint32_t i = section + 1; i < nodes_.size(); ++i) {
      const SectionNode& node = nodes_[i];
      if (node.section.parent != nodes_[section].section.parent) continue;
      const bool is_higher = node.form && *node.form < NumberForm::kArabic;
      const bool is_beside =
          node.section.kind == SectionKind::kTable || node.section.kind == SectionKind::kNote;
      if (is_beside) continue;
      if (nodes_[section].form && !node.form) break;
      if (is_apart(node.section.kind) || is_higher || state_[i] != State::kBody) break;
      if (!is_read_.contains(i) && !is_frame(node)) out.push_back(i);
    }
    return out;
  }

  /// Outside the scope only an explicit actor counts: "Giao Văn hóa xã …", "UBND cấp huyện …"
  /// (5.1); also one behind the duty where several items name theirs so. Of a paragraph without
  /// number only one who is told, or who "có trách nhiệm".
  void read_order(std::uint32_t section) {
    const SectionNode& node = nodes_[section];
    const bool is_prose =
        node.section.kind == SectionKind::kPara || node.section.kind == SectionKind::kBullet;
    const bool orders = is_assignment(lexicon(), node.text);
    if (names_told(section)) {
      if (auto actor = actor_of(section)) return read_section(section, &*actor);
    }
    if (!is_prose || is_addressee(section) || is_enactment(lexicon(), node.text)) return;
    if (is_frame(node)) {
      // "Kinh phí: ngoài kinh phí của tỉnh, đề nghị UBND các huyện bố trí …"
      if (!is_aims_heading(lexicon(), node.heading) && told_inside(node.text)) read_told(section);
      return;
    }
    if (!node.form) {
      if (!is_general(section, false) && !addresses_all(node)) read_told(section);
      return;
    }
    if (node.text.key.ends_with(":")) {
      auto actor = actor_above_list(section);
      if (!actor && !children_[section].empty()) actor = unnamed_actor(node);
      if (actor) read_list(section, &*actor);
      return;
    }
    if (auto actor = read_sentence_actor(node.text, context_.agencies);
        actor &&
        (orders || (begins_with(node.text, *actor) && !states_fact(lexicon(), node.text, *actor)) ||
         is_behind_opening(node.text, *actor))) {
      actor->path = node.section.path;
      add_item(section, *actor);
    } else if (const auto leader = leaders_behind_.find(section); leader != leaders_behind_.end()) {
      leader->second.path = node.section.path;
      add_task(section, leader->second, with_items(section, node.text));
    } else if (auto told = told_inside(node.text)) {
      told->path = node.section.path;
      add_task(section, *told, with_items(section, node.text));
    } else if (is_in_timetable(section)) {
      DutyActor nobody;
      nobody.path = node.section.path;
      add_task(section, nobody, node.text);
    } else {
      read_told(section);
    }
  }

  /// An item that begins with its actor; a sentence that begins with another one is a duty of its
  /// own.
  void add_item(std::uint32_t section, const DutyActor& actor) {
    const Passage& text = nodes_[section].text;
    std::vector<Span> spans = {{actor, text.all()}};
    for (const ByteRange sentence : split_sentences(text)) {
      const Passage words = take_part(text, sentence);
      auto own = sentence.begin > 0 ? read_sentence_actor(words, context_.agencies) : std::nullopt;
      if (!own || own->heading.text == actor.heading.text || !has_subject(words, *own) ||
          !has_duty(lexicon(), words, *own, true))
        continue;
      spans.back().text.end = sentence.begin;
      spans.push_back({std::move(*own), {sentence.begin, text.all().end}});
    }
    add_spans(section, std::move(spans));
  }

  /// "Từ 26/11 đến 20/12: Nhập thông tin …", where another item beside it has a time, too, and
  /// names who acts.
  [[nodiscard]] bool is_in_timetable(std::uint32_t section) const {
    const auto own = words_behind_time(section);
    return own && begins_with_verb(lexicon(), *own) &&
           timetables_.contains(nodes_[section].section.parent);
  }

  [[nodiscard]] std::optional<Passage> words_behind_time(std::uint32_t section) const {
    const auto end = find_time_label_end(lexicon(), nodes_[section].text);
    return end ? std::optional(take_from(nodes_[section].text, *end)) : std::nullopt;
  }

  void find_timetables() {
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
      const auto words = words_behind_time(i);
      const auto actor = words ? read_sentence_actor(*words, context_.agencies) : std::nullopt;
      if (actor && has_duty(lexicon(), *words, *actor, true))
        timetables_.insert(nodes_[i].section.parent);
    }
  }

  [[nodiscard]] std::size_t find_closing() const {
    const auto ends = [](const SectionNode& node) {
      return node.section.kind == SectionKind::kClosing ||
             node.section.kind == SectionKind::kSignature;
    };
    return static_cast<std::size_t>(std::ranges::find_if(nodes_, ends) - nodes_.begin());
  }

  /// Who a sentence of an item tells to act: "Thời gian qua …. Lãnh đạo phòng yêu cầu Hiệu trưởng
  /// các trường …".
  [[nodiscard]] std::optional<DutyActor> told_inside(const Passage& words) const {
    for (const ByteRange sentence : split_sentences(words)) {
      if (auto actor = read_told_actor(take_part(words, sentence), context_.agencies)) return actor;
    }
    return std::nullopt;
  }

  /// The sentences of a paragraph or item with a duty of somebody, each with those after it.
  void read_told(std::uint32_t section) {
    const SectionNode& node = nodes_[section];
    std::vector<Span> spans;
    for (const ByteRange sentence : split_sentences(node.text)) {
      if (node.text.key.ends_with(":") && sentence.end == node.text.all().end) break;  // a lead-in
      const Passage words = take_part(node.text, sentence);
      auto actor = actor_told_by(section, words);
      if (!actor && spans.empty() && is_due_by_day(words) && !is_behind_closing(section)) {
        actor.emplace();
        actor->is_told = true;
      }
      if (actor)
        spans.push_back({std::move(*actor), sentence});
      else if (!spans.empty() && !is_general_remark(lexicon(), words))
        spans.back().text.end = sentence.end;
    }
    add_spans(section, std::move(spans));
  }

  /// Who a sentence of a paragraph without number tells to act.
  [[nodiscard]] std::optional<DutyActor> actor_told_by(std::uint32_t section,
                                                       const Passage& words) const {
    auto actor = read_sentence_actor(words, context_.agencies);
    if (actor && (actor->is_told || !states_fact(lexicon(), words, *actor))) {
      const bool may_be_bare = is_named(lexicon(), *actor) && !is_behind_closing(section) &&
                               (begins_with(words, *actor) || is_behind_opening(words, *actor)) &&
                               (nodes_[section].section.parent || speaks_to_all(*actor));
      if (actor->is_told || has_duty(lexicon(), words, *actor, may_be_bare)) return actor;
    }
    actor = read_told_actor(words, context_.agencies);
    if (!actor && begins_with_call(lexicon(), words) && !is_behind_closing(section)) {
      actor.emplace();  // "Đề nghị …", the name not understood
      actor->is_told = true;
    }
    return actor;
  }

  /// "Báo cáo gửi về Sở Y tế trước ngày 21/12/2031": handed in by a day, by whom is not said.
  [[nodiscard]] bool is_due_by_day(const Passage& words) const {
    static const Pattern kDone("(?:^|[ ,])(?:đã|Đã) ");
    if (!lexicon().cached<Handings>().any.find(words.key) || kDone.find(words.text)) return false;
    return std::ranges::any_of(
        find_deadlines(words.text, context_.deadlines), [](const Deadline& one) {
          return one.due_date && (one.due_op == DueOp::kBefore || one.due_op == DueOp::kBy);
        });
  }

  /// The sections after the closing belong to other papers, or to the web page around this one.
  [[nodiscard]] bool is_behind_closing(std::uint32_t section) const { return section > closing_; }

  /// "Các trường rà soát …", "Mỗi tổ chọn …".
  static bool speaks_to_all(const DutyActor& actor) {
    static const Pattern kEach("(?:moi|tung|toan bo) ");
    return is_collective(actor.heading.text) || kEach.at_start(actor.heading.key);
  }

  /// Sentences of one actor.
  struct Span {
    DutyActor actor;
    ByteRange text;
  };
  /// A sentence whose actor `begins` accepts begins a span; others go on with the one before.
  template <class Begins>
  [[nodiscard]] std::vector<Span> find_spans(const Passage& text, const Begins& begins) const {
    std::vector<Span> out;
    for (const ByteRange sentence : split_sentences(text)) {
      const Passage words = take_part(text, sentence);
      auto actor = read_sentence_actor(words, context_.agencies);
      if (actor && begins(words, *actor))
        out.push_back({std::move(*actor), sentence});
      else if (!out.empty())
        out.back().text.end = sentence.end;
    }
    return out;
  }

  void add_spans(std::uint32_t section, std::vector<Span> spans) {
    for (Span& span : spans) {
      span.actor.path = nodes_[section].section.path;
      add_task(section, span.actor, take_part(nodes_[section].text, span.text));
    }
  }

  [[nodiscard]] bool begins_with(const Passage& words, const DutyActor& actor) const {
    return is_named(lexicon(), actor) && !words.text_at.empty() && !actor.heading.text_at.empty() &&
           words.text_at.front() == actor.heading.text_at.front();
  }

  /// "Khi có dịch, Trạm Y tế tổ chức tiêm": the actor stands after a clause, and has a duty.
  [[nodiscard]] bool is_behind_opening(const Passage& words, const DutyActor& actor) const {
    const std::size_t at = words.text.find(actor.heading.text);
    if (at == std::string::npos || at < 2 || actor.heading.empty()) return false;
    const std::string_view mark = std::string_view(words.text).substr(at - 2, 2);
    return (mark == ", " || mark == ": " || mark == ") ") && is_named(lexicon(), actor) &&
           has_duty(lexicon(), words, actor, true) && !states_fact(lexicon(), words, actor);
  }

  [[nodiscard]] bool is_behind_clause(const Passage& words, const DutyActor& actor) const {
    return begins_with_clause(lexicon(), words) && is_behind_opening(words, actor);
  }

  /// "Giao Công an xã …"; "Phân công cán bộ theo dõi" is the actor's own duty.
  [[nodiscard]] bool tells_another(const Passage& words, const DutyActor& told) const {
    const std::string& name = told.heading.text;
    return is_assignment(lexicon(), words) && !words.key.starts_with("yeu cau ") &&
           (words.key.starts_with("giao ") || begins_with_capital(name) || is_collective(name));
  }

  /// "Lãnh đạo các trường".
  static bool is_group_of_heads(const Passage& heading) {
    static const Pattern kGroup("lanh dao (?:cac|nhung) ");
    return kGroup.at_start(heading.key).has_value();
  }

  /// The actor begins the sentence and a verb follows: "Công an xã giữ …", not "Thường trực Hội
  /// đồng; …", which says what the one above is.
  [[nodiscard]] bool has_subject(const Passage& words, const DutyActor& actor) const {
    // "Lãnh đạo UBND xã …", "Thường trực theo dõi …"
    const bool may_be_verb =
        (actor.heading.key.starts_with("lanh dao") && !is_group_of_heads(actor.heading)) ||
        actor.heading.key == "thuong truc";
    if (may_be_verb || !begins_with(words, actor)) return false;
    const std::uint32_t end = actor.heading.all().end;
    const std::string_view rest = std::string_view(words.text).substr(end);
    const bool has_post =
        rest.starts_with(", ") && find_person_end(lexicon(), actor.heading.text) > 0;
    return rest.starts_with(':') ||
           ((rest.starts_with(' ') || has_post) && !begins_with_capital(rest));
  }

  /// "Đối với quỹ lớp đề nghị Hội cha mẹ học sinh …", "Xử lý ý kiến về đê: giao Phòng Kinh tế …":
  /// a call behind words that are no duty.
  [[nodiscard]] std::optional<DutyActor> told_behind_topic(const Passage& words) const {
    return begins_with_topic(lexicon(), words) ? read_told_actor(words, context_.agencies)
                                               : std::nullopt;
  }

  // ---- one task ----

  /// `has_items`: dashes below the duty are lines of its text, not duties of their own.
  void add_duty(std::uint32_t section, const DutyActor& actor, bool has_items = true) {
    const SectionNode& node = nodes_[section];
    const Passage& words = node.text.empty() ? node.heading : node.text;
    if (words.empty() || (actor.is_told && names_thing(lexicon(), words))) return;
    DutyActor own = actor;
    if (auto order = read_sentence_actor(words, context_.agencies);
        order && (tells_another(words, *order) || has_subject(words, *order) ||
                  (actor.requested && order->requested) || is_behind_clause(words, *order))) {
      order->path = actor.path;
      own = std::move(*order);
    } else if (auto told = told_behind_topic(words)) {
      told->path = actor.path;
      own = std::move(*told);
    }
    add_task(section, own, has_items ? with_items(section, words) : words);
  }

  /// "+" items below a duty that is no lead-in are lines of its text (13.3).
  [[nodiscard]] Passage with_items(std::uint32_t section, const Passage& words) {
    std::vector<Passage> lines = {words};
    const bool has_parts = names_parts(nodes_[section]);
    for (const std::uint32_t child : children_[section]) {
      const auto& form = nodes_[child].form;
      if (!form || (!has_parts && form != NumberForm::kPlus && form != NumberForm::kDash)) continue;
      lines.push_back(nodes_[child].text);
      is_read_.insert(child);
    }
    return join(lines, '\n');
  }

  void add_task(std::uint32_t section, const DutyActor& actor, const Passage& words) {
    static const Pattern kWord("[a-z]{2}");
    if (!kWord.find(words.key) || is_blank_form(words) || names_person_alone(lexicon(), words))
      return;
    Task task = make_section_task(nodes_[section], section, actor.path);
    task.row_no = ++rows_[actor.path];
    task.task_text = to_field(words);
    task.lead_raw = to_field(actor.heading);
    task.agencies = actor.agencies;
    task.bytes = {words.in_document(words.all())};
    if (actor.requested) task.reasons.emplace_back("REQUESTED");
    add_roles(task, actor, words);
    read_deadline(task, words);
    tasks_.push_back(std::move(task));
  }

  void add_roles(Task& task, const DutyActor& actor, const Passage& words) const {
    AgencyRoles roles = read_roles(words, context_.agencies);
    std::ranges::stable_sort(roles.agencies, {},
                             [](const AgencyMention& mention) { return mention.source.begin; });
    std::ranges::move(roles.agencies, std::back_inserter(task.agencies));
    std::ranges::copy(actor.helpers, std::back_inserter(task.agencies));
    if (roles.helpers)
      task.coop_raw = to_field(*roles.helpers);
    else if (!actor.helpers.empty())
      task.coop_raw = to_field(actor.helpers_printed);
    if (roles.way) task.note = to_field(*roles.way);
  }

  /// Times stand first: "lập hồ sơ theo quy định; báo cáo trước ngày 20/5" is due on a day.
  void read_deadline(Task& task, const Passage& words) const {
    task.deadlines = find_deadlines(words.text, context_.deadlines);
    std::ranges::stable_partition(
        task.deadlines, [](const Deadline& one) { return one.kind != DeadlineKind::kByRule; });
    if (task.deadlines.empty()) task.deadlines = read_deadline_cell("", context_.deadlines);
    for (Deadline& deadline : task.deadlines) {
      if (!deadline.source.empty() && !task.deadline_raw)
        task.deadline_raw = to_field(words, deadline.source);
      deadline.source = words.in_document(deadline.source);
      if (deadline.proposed) deadline.proposed->in = words.in_document(deadline.proposed->in);
    }
  }

  const std::vector<SectionNode>& nodes_;
  const DocumentContext& context_;
  std::vector<std::vector<std::uint32_t>> children_;
  std::vector<State> state_;
  std::map<std::uint32_t, DutyActor> leaders_behind_;  ///< of items outside the scope, by section
  std::optional<std::uint32_t> bare_scope_;  ///< the last heading without number that is a scope
  bool has_actors_as_roots_ = false;
  std::size_t closing_ = 0;  ///< the first closing or signature; the number of sections without one
  std::set<std::optional<std::uint32_t>>
      timetables_;  ///< parents of items with a time and an actor
  std::set<std::uint32_t> is_read_;
  std::vector<Task> tasks_;
  std::map<std::string, std::uint32_t> rows_;
};

}  // namespace

Task make_section_task(const SectionNode& node, std::uint32_t section, const std::string& path) {
  Task out;
  out.origin = TaskOrigin::kProse;
  out.section = section;
  out.appendix = node.appendix;
  out.actor_path = path;
  if (node.form < NumberForm::kDash) out.ordinal_raw = node.section.num_raw;
  out.ordinal_norm = node.section.num_norm;
  out.reasons = node.section.reasons;
  std::erase_if(out.reasons, [](const std::string& reason) { return reason.starts_with("NUM_"); });
  return out;
}

std::vector<Task> read_prose_tasks(const std::vector<SectionNode>& nodes,
                                   const DocumentContext& context,
                                   const std::set<std::uint32_t>& read_already) {
  return ProseTaskReader(nodes, context, read_already).read();
}

}  // namespace codau::document
