#include "document/prose_tasks.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

#include "document/pattern.h"

namespace codau::document {
namespace {

constexpr std::size_t kListWords = 40;  // a longer text is no list of agencies

/// Words that end a list of agencies: the verbs of duties (ruling 13.9).
constexpr std::string_view kVerbs =
    R"(\s((?:chu tri|chu dong|phoi hop|co trach nhiem|chiu trach nhiem|lam dau moi|la dau moi|la co quan|theo chuc nang|theo nhiem vu|theo doi|huong dan|to chuc|tham muu|xay dung|can cu|thuc hien|tang cuong|bao cao|tong hop|trien khai|tiep tuc|day manh|kiem tra|ra soat|bo tri|cap nhat|tuyen truyen|thuong xuyen|dinh k[yi]|giup|phan cong|nghiem tuc|quan triet|de xuat|dam bao|bao dam|lap|cu|don doc|thong ke|tiep nhan|trinh|ban hanh|thong bao|cung cap|kip thoi|truc tiep|tao dieu kien|xem xet|van dong|chi dao|hoan thanh|nang cao|giam sat|gui|nham|nghien cuu|phe duyet|tham dinh|quan ly|su dung|chuan bi|dua tin|duoc|ve)\b))";

/// True where a verb is a part of a name: "các tổ chức", "Địa chính – xây dựng", "Phòng Tổ chức".
bool is_part_of_name(std::string_view before, std::string_view verb) {
  static const Pattern kJoined(R"((?:-|\b(?:va|cac|cua))$)"),
      kNamed(R"((?:,|\b(?:ban|phong|to|so|hoi|doan|trung tam|cong tac))$)");
  static const Pattern kNoun(
      R"(to chuc|xay dung|thong ke|quan ly|kiem tra|giam sat|tuyen truyen|nghien cuu|tong hop|bao cao|thuc hien)");
  return kJoined.find(before) || (kNoun.fits(verb) && kNamed.find(before));
}

/// Behind the level word of an agency a small word that joins nothing is a verb: "Công an xã giữ
/// …".
std::uint32_t end_of_level_name(const Passage& words) {
  static const Pattern kLevel(
      R"(\b(?:xa|huyen|tinh|phuong|thi tran|thanh pho|quan|thi xa|dac khu)\s([a-z]+)\b)");
  static const Pattern kJoins(R"(va|voi|lien|co|thuoc|cac|hoac|cung|truc)");
  std::size_t at = 0;
  while (const auto match = kLevel.find(words.key, at)) {
    const std::uint32_t begin = words.in_text(*match->groups[1]).begin;
    const bool is_small = !begins_with_capital(std::string_view(words.text).substr(begin));
    if (is_small && !kJoins.fits(match->of(words.key, 1))) return begin;
    at = match->groups[1]->begin;
  }
  return words.all().end;
}

struct Actor {
  Passage heading;  ///< as printed, for lead_raw
  std::vector<AgencyMention> agencies;
  std::string path;
  bool requested = false;  ///< "Đề nghị …" (5.2)
};

/// Words before an agency: "Giao", "Đề nghị", "Trách nhiệm của" (5.2).
std::optional<Match> read_call(std::string_view key) {
  static const Pattern kPattern(
      R"((giao( cho| nhiem vu cho)?|de nghi|yeu cau|moi|trach nhiem cua|doi voi|phan cong)\s+)");
  return kPattern.at_start(key);
}

/// Where the first verb of a duty stands in the key; its end when there is none. Verbs are small.
std::uint32_t first_verb(const Passage& words) {
  static const Pattern kVerb(kVerbs);
  std::size_t at = 0;
  while (const auto match = kVerb.find(words.key, at)) {
    const Bytes found = *match->groups[1];
    const std::uint32_t begin = words.in_text(found).begin;
    const bool is_small = !begins_with_capital(std::string_view(words.text).substr(begin));
    const std::string_view before = std::string_view(words.key).substr(0, match->whole().begin);
    if (is_small && !is_part_of_name(before, match->of(words.key, 1))) {
      return std::min(begin, end_of_level_name(words));
    }
    at = found.end;
  }
  return end_of_level_name(words);
}

/// Without the marks at its end.
Passage without_marks(const Passage& words) {
  std::uint32_t end = words.all().end;
  while (end > 0 && std::string_view(" .,:;").find(words.text[end - 1]) != std::string_view::npos)
    --end;
  return part(words, {0, end});
}

/// The agencies at the start of a sentence: the part before the first verb.
Passage leading_agencies(const Passage& words) {
  std::uint32_t end = first_verb(words);
  const std::size_t colon = words.text.find(": ");
  if (colon < end) end = static_cast<std::uint32_t>(colon);
  return without_marks(part(words, {0, end}));
}

class Reader {
 public:
  Reader(const std::vector<Node>& nodes, const Context& context)
      : nodes_(nodes), context_(context), children_(nodes.size()) {
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
      if (nodes[i].section.parent) children_[*nodes[i].section.parent].push_back(i);
    }
  }

  std::vector<Task> read() {
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
      if (is_scope(i)) {
        read_scope(i);
      } else if (!in_scope(i)) {
        read_order(i);
      }
    }
    return std::move(tasks_);
  }

 private:
  /// "III. TỔ CHỨC THỰC HIỆN" at level 0 or 1, or the highest there is (5.1, 13.3).
  [[nodiscard]] bool is_scope(std::uint32_t i) const {
    static const Pattern kPattern(
        R"(^(to chuc thuc hien|to chuc trien khai thuc hien|phan cong|trach nhiem thuc hien|phan cong (nhiem vu|trach nhiem|thuc hien).*|.*\bto chuc thuc hien$|.*va phan cong.*)$|^(to chuc thuc hien|phan cong)\b.{0,40}$)");
    const Node& node = nodes_[i];
    const bool is_high =
        node.section.level <= 1 || (!node.section.parent && node.form == NumberForm::kArabic);
    return is_high && !node.heading.empty() && node.section.kind != SectionKind::kAppendix &&
           kPattern.find(node.heading.key).has_value();
  }

  [[nodiscard]] bool in_scope(std::uint32_t i) const {
    for (auto up = nodes_[i].section.parent; up; up = nodes_[*up].section.parent) {
      if (is_scope(*up)) return true;
    }
    return false;
  }

  // ---- below the scope heading ----

  void read_scope(std::uint32_t scope) {
    if (!nodes_[scope].text.empty()) read_paragraph(scope, nodes_[scope].section.path);
    for (const std::uint32_t child : children_[scope]) {
      const Node& node = nodes_[child];
      if (node.section.kind == SectionKind::kNote || node.section.kind == SectionKind::kTable)
        continue;
      if (const auto actor = actor_of_heading(child)) {
        read_actor(child, *actor);
      } else if (!node.heading.empty() || !children_[child].empty()) {
        read_unheaded(child);
      } else {
        read_paragraph(child, node.form && *node.form < NumberForm::kDash
                                  ? node.section.path
                                  : nodes_[scope].section.path);
      }
    }
  }

  /// Agencies that the heading of a section names; nothing when it names none.
  [[nodiscard]] std::optional<Actor> actor_of_heading(std::uint32_t i) const {
    const Node& node = nodes_[i];
    const bool leads_in = node.heading.empty() && !node.text.empty() &&
                          node.text.key.back() == ':' && !children_[i].empty();
    if (node.heading.empty() && !leads_in) return std::nullopt;
    const Passage& words = leads_in ? node.text : node.heading;
    Passage name = words;
    Actor actor;
    if (const auto call = read_call(words.key)) {
      name = from(words, words.in_text(call->whole()).end);
      actor.requested = call->of(words.key, 1) == "de nghi" || call->of(words.key, 1) == "moi";
    }
    static const Pattern kDuty(
        R"(,?\s+(?:co trach nhiem|chiu trach nhiem|chu tri|chu dong|thuc hien|phoi hop)\b.*)");
    if (const auto match = kDuty.find(name.key))
      name = part(name, name.in_text({0, match->whole().begin}));
    name = without_marks(name);
    if (name.empty() || count_words(name.text) > kListWords || !is_agency(name.text))
      return std::nullopt;
    actor.heading = name;
    actor.agencies = mentions(name, AgencyRole::kLead, true);
    actor.path = node.section.path;
    return actor;
  }

  [[nodiscard]] std::vector<AgencyMention> mentions(const Passage& words, AgencyRole role,
                                                    bool inherited) const {
    std::vector<AgencyMention> out = split_agencies(words.text, role, context_.agencies);
    for (AgencyMention& mention : out) {
      mention.source = words.in_document(mention.source);
      mention.is_inherited = inherited;
    }
    return out;
  }

  /// The duties below a heading that names an agency.
  void read_actor(std::uint32_t section, const Actor& actor) {
    if (!nodes_[section].heading.empty() && !nodes_[section].text.empty()) add_duty(section, actor);
    const bool has_items = std::ranges::any_of(
        children_[section], [&](std::uint32_t c) { return nodes_[c].form.has_value(); });
    for (const std::uint32_t child : children_[section]) {
      const Node& node = nodes_[child];
      if (node.section.kind == SectionKind::kNote || node.section.kind == SectionKind::kTable)
        continue;
      const bool is_heading = !node.heading.empty() || node.text.key.ends_with(":");
      if (!is_heading) {
        add_duty(child, actor);
        continue;
      }
      const auto below = actor_of_heading(child);
      const bool overrides = below && node.form && *node.form != NumberForm::kDash;
      if (!children_[child].empty() || (!node.heading.empty() && !node.text.empty()))
        read_actor(child, overrides ? *below : actor);
      else if (!has_items && !node.heading.empty())
        add_duty(child, actor);
    }
  }

  /// A heading that names no agency: its duties count where a sentence names one itself.
  void read_unheaded(std::uint32_t section) {
    if (!nodes_[section].text.empty()) read_paragraph(section, nodes_[section].section.path);
    for (const std::uint32_t child : children_[section]) {
      if (const auto actor = actor_of_heading(child)) {
        read_actor(child, *actor);
      } else {
        read_unheaded_item(child, section);
      }
    }
  }

  void read_unheaded_item(std::uint32_t child, std::uint32_t section) {
    if (nodes_[child].section.kind == SectionKind::kTable ||
        nodes_[child].section.kind == SectionKind::kNote)
      return;
    if (!nodes_[child].text.empty()) read_paragraph(child, nodes_[section].section.path);
    for (const std::uint32_t below : children_[child]) read_unheaded_item(below, section);
  }

  // ---- sentences ----

  /// Sentences of a paragraph that name their own agencies; a new one begins a new task (5.4).
  void read_paragraph(std::uint32_t section, const std::string& path) {
    const Node& node = nodes_[section];
    if (node.section.kind == SectionKind::kClosing || node.text.key.ends_with(":")) return;
    struct Span {
      Actor actor;
      Bytes text;
    };
    std::vector<Span> spans;
    for (const Bytes sentence : sentences(node.text)) {
      const Passage words = part(node.text, sentence);
      if (auto actor = actor_of_sentence(words)) {
        actor->path = path;
        spans.push_back({std::move(*actor), sentence});
      } else if (!spans.empty()) {
        spans.back().text.end = sentence.end;
      }
    }
    for (const Span& span : spans) add_task(section, span.actor, part(node.text, span.text));
  }

  /// Cuts behind a full stop and before a capital, brackets apart.
  static std::vector<Bytes> sentences(const Passage& words) {
    std::vector<Bytes> out;
    std::uint32_t begin = 0;
    int depth = 0;
    const std::string& text = words.text;
    for (std::uint32_t i = 0; i + 2 < text.size(); ++i) {
      if (text[i] == '(') ++depth;
      if (text[i] == ')') --depth;
      const bool is_end = text[i] == '.' && text[i + 1] == ' ' && depth <= 0;
      if (!is_end || !begins_with_capital(std::string_view(text).substr(i + 2))) continue;
      out.push_back({begin, i + 1});
      begin = i + 2;
    }
    out.push_back({begin, words.all().end});
    return out;
  }

  [[nodiscard]] std::optional<Actor> actor_of_sentence(const Passage& words) const {
    Actor actor;
    Passage name = words;
    if (const auto call = read_call(words.key)) {
      name = from(words, words.in_text(call->whole()).end);
      actor.requested = call->of(words.key, 1) == "de nghi" || call->of(words.key, 1) == "moi";
    }
    name = leading_agencies(name);
    if (name.empty() || count_words(name.text) > kListWords || !is_agency(name.text))
      return std::nullopt;
    if (name.text.size() == words.text.size()) return std::nullopt;  // no verb: no duty
    actor.heading = name;
    actor.agencies = mentions(name, AgencyRole::kLead, false);
    return actor;
  }

  /// Outside the scope only an order counts: "Giao Văn hóa xã …" (5.1).
  void read_order(std::uint32_t section) {
    const Node& node = nodes_[section];
    const bool is_prose =
        node.section.kind == SectionKind::kPara || node.section.kind == SectionKind::kBullet;
    if (!is_prose || !node.form || !node.text.key.starts_with("giao ")) return;
    if (auto actor = actor_of_sentence(node.text)) {
      actor->path = node.section.path;
      add_task(section, *actor, node.text);
    }
  }

  // ---- one task ----

  void add_duty(std::uint32_t section, const Actor& actor) {
    const Node& node = nodes_[section];
    if (node.section.kind == SectionKind::kClosing) return;
    const Passage& words = node.text.empty() ? node.heading : node.text;
    if (words.empty()) return;
    const bool is_lead_in = words.key.ends_with(":");
    if (is_lead_in) {
      for (const std::uint32_t child : children_[section]) {
        if (nodes_[child].form == NumberForm::kPlus) add_duty(child, actor);
      }
      return;
    }
    Actor own = actor;
    if (words.key.starts_with("giao ")) {
      if (const auto order = actor_of_sentence(words)) {
        own.heading = order->heading;
        own.agencies = order->agencies;
        own.requested = false;
      }
    }
    add_task(section, own, with_items(section, words));
  }

  /// "+" items below a duty that is no lead-in are lines of its text (13.3).
  [[nodiscard]] Passage with_items(std::uint32_t section, const Passage& words) const {
    std::vector<Passage> lines = {words};
    for (const std::uint32_t child : children_[section]) {
      if (nodes_[child].form == NumberForm::kPlus || nodes_[child].form == NumberForm::kDash)
        lines.push_back(nodes_[child].text);
    }
    return join(lines, '\n');
  }

  void add_task(std::uint32_t section, const Actor& actor, const Passage& words) {
    Task task;
    task.origin = TaskOrigin::kProse;
    task.section = section;
    task.appendix = nodes_[section].appendix;
    task.actor_path = actor.path;
    task.row_no = ++rows_[actor.path];
    task.ordinal_raw = nodes_[section].section.num_raw;
    task.ordinal_norm = nodes_[section].section.num_norm;
    if (nodes_[section].form >= NumberForm::kDash) task.ordinal_raw.reset();
    task.task_text = to_field(words);
    task.lead_raw = to_field(actor.heading);
    task.agencies = actor.agencies;
    task.bytes = {words.in_document(words.all())};
    task.reasons = nodes_[section].section.reasons;
    std::erase_if(task.reasons,
                  [](const std::string& reason) { return reason.starts_with("NUM_"); });
    if (actor.requested) task.reasons.emplace_back("REQUESTED");
    read_roles(task, words);
    read_deadline(task, words);
    if (task.agencies.empty()) task.reasons.emplace_back("LEAD_MISSING");
    for (const AgencyMention& mention : task.agencies) add_reasons(task, mention.reasons);
    tasks_.push_back(std::move(task));
  }

  static void add_reasons(Task& task, const std::vector<std::string>& reasons) {
    for (const std::string& reason : reasons) {
      if (std::ranges::find(task.reasons, reason) == task.reasons.end())
        task.reasons.push_back(reason);
    }
  }

  /// Cues of 5.5: phối hợp với X, báo cáo X, gửi X, về X, tham mưu X.
  void read_roles(Task& task, const Passage& words) const {
    struct Cue {
      Pattern pattern;
      AgencyRole role;
    };
    static const Cue kCues[] = {
        {Pattern(R"(\bphoi hop(?: chat che)?(?: voi| cung)?\s+(?:voi )?)"), AgencyRole::kCoop},
        {Pattern(R"(\b(?:bao cao|gui)(?: ve| cho)?\s+)"), AgencyRole::kReportTo},
        {Pattern(R"(\bve\s+)"), AgencyRole::kReportTo},
        {Pattern(R"(\b(?:tham muu|trinh)(?: cho)?\s+)"), AgencyRole::kApprove},
    };
    for (const Cue& cue : kCues) {
      std::size_t at = 0;
      while (const auto match = cue.pattern.find(words.key, at)) {
        add_role(task, from(words, words.in_text(match->whole()).end), cue.role);
        at = match->whole().end;
      }
    }
  }

  void add_role(Task& task, const Passage& behind, AgencyRole role) const {
    static const Pattern kStop(R"([.;:(]|\s(?:de|trong|nham|theo|truoc|sau|khi|tren)(?:\s|$))");
    Passage list = leading_agencies(behind);
    if (const auto match = kStop.find(list.key))
      list = part(list, list.in_text({0, match->whole().begin}));
    if (list.empty() || count_words(list.text) > kListWords || !is_agency(list.text)) return;
    for (AgencyMention& mention : mentions(list, role, false)) {
      const bool known = std::ranges::any_of(task.agencies, [&](const AgencyMention& other) {
        return other.role == role && other.norm == mention.norm;
      });
      if (!known) task.agencies.push_back(std::move(mention));
    }
    if (role == AgencyRole::kCoop && !task.coop_raw) task.coop_raw = to_field(list);
  }

  void read_deadline(Task& task, const Passage& words) const {
    task.deadlines = find_deadlines(words.text, context_.deadlines);
    if (task.deadlines.empty()) task.deadlines = read_deadline_cell("", context_.deadlines);
    for (Deadline& deadline : task.deadlines) {
      if (!deadline.source.empty() && !task.deadline_raw)
        task.deadline_raw = to_field(words, deadline.source);
      deadline.source = words.in_document(deadline.source);
      add_reasons(task, deadline.reasons);
    }
    if (task.deadlines.size() > 1) task.reasons.emplace_back("MULTI_DEADLINE");
  }

  const std::vector<Node>& nodes_;
  const Context& context_;
  std::vector<std::vector<std::uint32_t>> children_;
  std::vector<Task> tasks_;
  std::map<std::string, std::uint32_t> rows_;
};

}  // namespace

std::vector<Task> read_prose_tasks(const std::vector<Node>& nodes, const Context& context) {
  return Reader(nodes, context).read();
}

}  // namespace codau::document
