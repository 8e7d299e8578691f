#include "document/read_document.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "document/agencies/gazetteer.h"
#include "document/checks.h"
#include "document/document_divider.h"
#include "document/header/detect_secrecy.h"
#include "document/header/header.h"
#include "document/header/recipients.h"
#include "document/header/settle_handwriting.h"
#include "document/layout/page_sequence.h"
#include "document/prose/common_actor_tasks.h"
#include "document/prose/labelled_tasks.h"
#include "document/prose/prose_tasks.h"
#include "document/prose/unread_duties.h"
#include "document/references/code_letters.h"
#include "document/references/document_type.h"
#include "document/sections/sections.h"
#include "document/tables/plain_tables.h"
#include "document/tables/task_tables.h"
#include "document/words/add_reason.h"
#include "document/words/pattern.h"
#include "document/words/strip_specks.h"
#include "text/numerals.h"

namespace codau::document {
namespace {

/// "(Kèm theo Kế hoạch số 12/KH-UBND …)" in the head of an appendix: the document itself.
bool comes_with(const Reference& cited, const Passage& words) {
  static const Pattern kWith(R"(kem theo[^.;]*$)");
  const std::size_t at = words.text.find(cited.raw);
  return at != std::string::npos && kWith.find(words.key.substr(0, words.to_key(at)));
}

/// Drops a paper cited by its number alone, "Thông tư 38", if it stands with its letters elsewhere,
/// or was cited so before.
void drop_repeated(std::vector<Reference>& references) {
  std::set<std::pair<std::string, std::string>> known;
  const auto name_of = [](const Reference& one) {
    return std::pair(one.type_code.value_or(""), one.number.value_or(""));
  };
  for (const Reference& one : references)
    if (one.notation) known.insert(name_of(one));
  std::erase_if(references, [&](const Reference& one) {
    return one.number && !one.notation && !known.insert(name_of(one)).second;
  });
}

/// Citations in the subject and the sections, in the order of the text; the rest of the head cites
/// nothing.
std::vector<Reference> read_references(const Lexicon& lexicon, const Passage& subject,
                                       const std::vector<SectionNode>& nodes, bool is_recognised,
                                       const TextField& own_notation) {
  std::vector<Reference> out;
  for (Reference& reference : find_references(lexicon, subject.text)) {
    reference.source = subject.in_document(reference.source);
    out.push_back(std::move(reference));
  }
  for (const SectionNode& node : nodes) {
    const SectionKind kind = node.section.kind;
    if (kind == SectionKind::kHeader || kind == SectionKind::kRecipients ||
        kind == SectionKind::kSignature)
      continue;
    for (const Passage* words : {&node.heading, &node.text}) {
      for (Reference& reference : find_references(lexicon, words->text)) {
        reference.source = words->in_document(reference.source);
        if (kind == SectionKind::kAppendix && comes_with(reference, *words))
          reference.relation = Relation::kSelf;
        out.push_back(std::move(reference));
      }
    }
  }
  drop_repeated(out);
  for (Reference& reference : out) {
    if (!is_recognised || !reference.notation) continue;
    reference.notation = correct_organ_letters(lexicon, *reference.notation);
    if (own_notation)
      reference.notation = correct_by_notation(own_notation->value, *reference.notation);
  }
  return out;
}

/// True for pages, and where restoration put back marks all over a text, one word in twenty or
/// more: names may be spelt there as lists have them; any other text is as its author spelt it.
bool is_written_by_program(const RestoredDocument& input) {
  constexpr std::size_t kWordsPerChange = 20;
  const bool has_pages = !input.after.lines.empty() && input.after.lines.front().page > 0;
  return has_pages || input.changes.size() * kWordsPerChange > count_words(input.after.text);
}

/// Tasks of items with labels and of duties, in the order of the text.
std::vector<Task> prose_tasks(const std::vector<SectionNode>& nodes,
                              const DocumentContext& context) {
  LabelledTasks labelled = read_labelled_tasks(nodes, context);
  LabelledTasks common = read_common_actor_tasks(nodes, context);
  std::erase_if(labelled.tasks,
                [&](const Task& task) { return common.nodes.contains(task.section); });
  labelled.nodes.merge(common.nodes);
  std::ranges::move(common.tasks, std::back_inserter(labelled.tasks));
  std::vector<Task> out = read_prose_tasks(nodes, context, labelled.nodes);
  std::map<std::string, std::uint32_t> rows;
  for (const Task& task : out) ++rows[task.actor_path];
  for (Task& task : labelled.tasks) task.row_no += rows[task.actor_path];
  std::ranges::move(labelled.tasks, std::back_inserter(out));
  std::ranges::stable_sort(out, {}, [](const Task& task) { return task.bytes.front().begin; });
  return out;
}

/// Tasks of tables and of prose in the order of the text.
TaskList in_text_order(TaskList tables, std::vector<Task> prose) {
  if (prose.empty()) return tables;
  TaskList out;
  std::vector<std::uint32_t> place(tables.size());
  std::size_t p = 0;
  const auto begin = [](const Task& task) { return task.bytes.front().begin; };
  for (std::size_t t = 0; t < tables.size(); ++t) {
    Task task = tables.take(t);
    while (p < prose.size() && begin(prose[p]) < begin(task)) out.push_back(std::move(prose[p++]));
    place[t] = static_cast<std::uint32_t>(out.size());
    if (task.parent_task) task.parent_task = place[*task.parent_task];
    out.push_back(std::move(task));
  }
  while (p < prose.size()) out.push_back(std::move(prose[p++]));
  return out;
}

/// A recogniser read the text, which drops strokes that repeat; or restoration put letters right,
/// not marks alone, in one word of twenty or more.
bool is_damaged(const RestoredDocument& input) {
  constexpr std::size_t kWordsPerChange = 20;
  const auto is_read = [](const TextPage& page) { return page.origin == TextOrigin::kOcr; };
  if (std::ranges::any_of(input.after.pages, is_read)) return true;
  const auto letters = [](const Change& change) {
    return fold(change.before) != fold(change.after);
  };
  const auto damaged = static_cast<std::size_t>(std::ranges::count_if(input.changes, letters));
  return damaged * kWordsPerChange > input.after.words.size();
}

/// "Số: 07/KH-UBND" of a plan: no promulgator's number.
bool has_own_number(const Header& header) {
  return header.code_number && header.code_notation && header.type_code &&
         header.code_notation->value.starts_with(header.type_code->value + '-');
}

/// What the document that promulgates this one knows of it (13.11); nobody signs it but the other.
void take_over(const Header& promulgator, Header& header, std::vector<std::string>& flags) {
  const auto take = [](const TextField& from, TextField& to) {
    if (!from) return;
    to = from;
    to->basis = Basis::kXref;
  };
  take(promulgator.code_number, header.code_number);
  take(promulgator.code_notation, header.code_notation);
  take(promulgator.issued_edtf, header.issued_edtf);
  take(promulgator.governing_organ, header.governing_organ);
  take(promulgator.organ_name, header.organ_name);
  header.organ_basis = promulgator.organ_basis;
  header.organ_level = promulgator.organ_level;
  for (const char* code :
       {"SIGNER_MISSING", "SIGNER_NO_AUTHORITY", "POSITION_MISSING", "ORGAN_INFERRED"})
    std::erase(flags, code);
  if (header.code_number) std::erase(flags, "NUMBER_BLANK");
  if (header.issued_edtf) std::erase(flags, "DATE_MISSING");
  if (header.organ_name) std::erase(flags, "ORGAN_MISSING");
}

/// Whether a document may be the one of that number, which was not read where it is empty.
bool names(std::string_view number, const Header& header) {
  if (number.empty() || !header.code_number) return true;
  const std::string own = fold(header.code_number->value);
  return text::strip_leading_zeros(number) == text::strip_leading_zeros(own);
}

/// A text without type may be the appendix of a plan: its task tables count, its sentences do not.
TaskSource tasks_of(const Lexicon& lexicon, std::string_view type_code) {
  const auto type = find_cited_type(lexicon, type_code);
  if (type) return type->tasks;
  const DocumentType other = find_default_type(lexicon);
  return type_code == other.code ? other.tasks : TaskSource::kNone;
}

/// What holds for all documents of a file.
struct FileFacts {
  bool is_damaged = false, is_recognised = false;
  bool has_crossed_d = false;  ///< HeaderInput
  text::SecrecyMark secrecy = text::SecrecyMark::kNone;
};
FileFacts facts_of(const RestoredDocument& input) {
  return {is_damaged(input), is_written_by_program(input),
          input.before.text.find("Đ") != std::string::npos, detect_secrecy(input)};
}

/// A document of the file, and its place there.
struct Promulgator {
  const Header& header;
  std::uint32_t place = 0;
};

/// The districts and provinces that the lines name; a name may run over two of them, but not over
/// two rows of a plain text's table, where what was gathered is looked through.
std::vector<std::string> places_in(const Lexicon& lexicon, const std::vector<PrintedLine>& lines) {
  constexpr std::size_t kEnough = std::size_t{1} << 16U;
  std::set<std::string> found;
  std::string key;
  const auto look = [&] {
    for (std::string& name : find_named_places(lexicon, key)) found.insert(std::move(name));
    key.clear();
  };
  for (const PrintedLine& line : lines) {
    key.append(line.passage.key).append(" ");
    if (key.size() > kEnough && line.table && line.page == 0) look();
  }
  look();
  return {found.begin(), found.end()};
}

/// The document that `lines` of `text` are, which is that of `input` but for its damage.
/// `promulgator`: whose number and date it has, if it has none.
Document read_one(const Lexicon& lexicon, const RestoredDocument& input, const TextDocument& text,
                  const FileFacts& facts, std::vector<PrintedLine> lines,
                  const std::optional<Promulgator>& promulgator, const FileHints& hints) {
  const bool is_recognised = facts.is_recognised;
  std::vector<SectionNode> nodes = read_sections(lexicon, text, lines, facts.is_damaged);
  HeaderReading header =
      read_header({lexicon, lines, nodes, is_recognised, hints.type_code, facts.has_crossed_d});

  Document document;
  document.header = std::move(header.header);
  document.flags = std::move(header.flags);
  raise_secrecy(facts.secrecy, document.header, document.flags);
  rate_header(input, document.header);
  HandWitnesses witnesses;
  if (std::ranges::any_of(input.after.scanned_words, &ScannedWord::is_handwritten))
    witnesses = find_hand_witnesses(lexicon, lines, hints.names);
  settle_handwriting(input, witnesses, document.header, document.flags);
  if (promulgator && !has_own_number(document.header)) {
    take_over(promulgator->header, document.header, document.flags);
    document.promulgator = promulgator->place;
  }
  document.header.named_places = places_in(lexicon, lines);
  DocumentContext context = make_context(lexicon, document.header);
  context.agencies.may_be_misread = facts.is_damaged;
  document.recipients = read_recipients(lines, context.agencies, is_recognised);
  if (has_pages_out_of_order(lines)) add_reason(document.flags, "NUM_GAP");
  // of a thousand pages they are the most that is held; the nodes say it all again
  std::vector<PrintedLine>().swap(lines);
  document.references =
      read_references(lexicon, header.subject, nodes, is_recognised, document.header.code_notation);
  const TaskSource wanted = tasks_of(lexicon, document.header.type_code->value);
  const bool is_plan = wanted == TaskSource::kAll;
  if (wanted != TaskSource::kNone) {
    TaskTableReading tables = read_task_tables(text, nodes, context);
    std::vector<Task> prose = is_plan ? prose_tasks(nodes, context) : std::vector<Task>{};
    document.tasks = in_text_order(std::move(tables.tasks), std::move(prose));
    document.task_table_count = tables.count;
    for (const std::string& flag : tables.flags) add_reason(document.flags, flag);
    if (!document.tasks.empty()) std::erase(document.flags, "NOT_A_PLAN");
    if (is_plan) {
      const auto type = find_cited_type(lexicon, document.header.type_code->value);
      for (const std::uint32_t node :
           find_unread_duties(nodes, context, document.tasks, type && type->asks))
        add_reason(nodes[node].section.reasons, "DUTY_UNREAD");
      if (type && type->asks && document.tasks.empty() && may_give_duties(nodes, context))
        add_reason(document.flags, "TASKS_MISSING");
    }
    for (const auto& [node, reason] : tables.reasons) {
      if (is_plan) add_reason(nodes[node].section.reasons, reason);
    }
  }
  check_document(lexicon, nodes, document);
  document.sections.reserve(nodes.size());
  for (SectionNode& node : nodes) {
    SectionNode done = std::move(node);  // and its words go: a table's may be the whole text
    document.sections.push_back(std::move(done.section));
  }
  rate_body(input, document);
  check_citations(document);
  check_digits(input, document);
  return document;
}

/// The page that ends above a line: its own, or the one before where it begins its page.
std::uint32_t last_page_before(const TextDocument& text, std::uint32_t line) {
  const std::uint32_t page = text.lines[line].page;
  return line > 0 && text.lines[line - 1].page == page ? page : page - 1;
}

/// The bytes and pages of each document: to the next one, the last to the end.
void set_places(const TextDocument& text, const std::vector<std::uint32_t>& first_lines,
                std::vector<Document>& documents) {
  const auto begin = [&](std::size_t k) { return text.lines[first_lines[k]].text.begin; };
  const std::uint32_t pages =
      text.pages.empty() ? 0 : std::ranges::max_element(text.pages, {}, &TextPage::number)->number;
  for (std::size_t k = 0; k < documents.size(); ++k) {
    const bool is_last = k + 1 == documents.size();
    Document& document = documents[k];
    document.bytes.begin = k == 0 ? 0 : begin(k);
    document.bytes.end = is_last ? static_cast<std::uint32_t>(text.text.size()) : begin(k + 1);
    if (pages == 0) continue;
    document.page_from = k == 0 ? 1 : text.lines[first_lines[k]].page;
    document.page_to = is_last ? pages : last_page_before(text, first_lines[k + 1]);
  }
}

}  // namespace

std::vector<Document> read_documents(const Lexicon& lexicon, const RestoredDocument& input,
                                     const FileHints& hints) {
  const FileFacts facts = facts_of(input);
  std::optional<TextDocument> mended;
  if (facts.is_damaged) {
    mended = input.after;
    mended->text = blank_damage(input.after);
  }
  std::optional<TextDocument> tabled = find_plain_tables(lexicon, mended ? *mended : input.after);
  const TextDocument& text = tabled ? *tabled : mended ? *mended : input.after;
  DocumentDivider division(lexicon, text, hints.first_pages);
  std::vector<Document> out;
  std::vector<std::uint32_t> first_lines;
  std::size_t last_head = 0;  // of the documents so far, the last with a head of its own
  std::optional<SubDocumentHead> here;
  do {
    first_lines.push_back(here ? here->source : 0);
    const bool is_attached = here && here->is_attached;
    if (!is_attached) last_head = out.size();
    std::optional<Promulgator> known;
    if (is_attached && names(here->promulgator, out[last_head].header))
      known.emplace(Promulgator{out[last_head].header, static_cast<std::uint32_t>(last_head)});
    const bool is_last = out.size() == kMaxDocuments;
    SubDocumentLines own = division.next_document(first_lines.back(), is_last);
    here = std::move(own.next);
    Document document = read_one(lexicon, input, text, facts, std::move(own.lines), known,
                                 out.empty() ? hints : FileHints{});
    out.push_back(std::move(document));
  } while (here);
  set_places(text, first_lines, out);
  return out;
}

Document read_document(const Lexicon& lexicon, const RestoredDocument& input) {
  return std::move(read_documents(lexicon, input).front());
}

}  // namespace codau::document
