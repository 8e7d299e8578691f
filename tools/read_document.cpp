// tools/read_document.cpp — a text, or pages as recorded → what document/ reads from it, for
// people.
//
// usage: codau_read_document LEXICON FILE.txt | PAGES.jsonl
//
// LEXICON is a folder as data/lexicon. PAGES.jsonl holds one page value a line (text/page_json.h).
// The text is taken as it is, in NFC: no restoration. Exit 0, or 3 with a message when the file
// cannot be read.
#include "document/read_document.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.h"
#include "text/lexicon.h"
#include "text/normalise.h"
#include "text/page_json.h"
#include "text/text_document.h"

namespace {

using namespace codau;
using namespace codau::document;

std::string read_file(const char* path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error(ErrorCode::kInput, std::string(path) + ": cannot be opened");
  return {std::istreambuf_iterator<char>(file), {}};
}

void print(std::string_view name, const TextField& field) {
  if (!field) return;
  std::cout << "  " << name << ": " << field->value;
  if (field->confidence < 1) std::cout << "  [" << field->confidence << "]";
  std::cout << "\n";
}

void print_codes(std::string_view name, const std::vector<std::string>& codes) {
  if (codes.empty()) return;
  std::cout << "  " << name << ":";
  for (const std::string& code : codes) std::cout << " " << code;
  std::cout << "\n";
}

void print_header(const Header& header) {
  std::cout << "HEADER\n";
  print("type", header.type_code);
  print("type_name", header.type_name);
  print("number", header.code_number);
  print("notation", header.code_notation);
  print("place", header.issued_place);
  print("date", header.issued_edtf);
  print("date_line", header.issued_line);
  print("governing", header.governing_organ);
  print("organ", header.organ_name);
  std::cout << "  organ_basis: " << static_cast<int>(header.organ_basis)
            << "  level: " << static_cast<int>(header.organ_level) << "\n";
  print("subject", header.subject);
  if (header.plan_year) std::cout << "  plan_year: " << *header.plan_year << "\n";
  if (header.period_start) {
    std::cout << "  period: " << *header.period_start << "/" << *header.period_end << "\n";
  }
  print("authority", header.signer_authority);
  print("position", header.signer_position);
  print("signer", header.signer_name);
  print("circulation", header.circulation);
}

void print_section(const Section& section) {
  static constexpr const char* kKinds[] = {"header",    "heading",  "para",    "bullet",
                                           "table",     "appendix", "closing", "recipients",
                                           "signature", "note"};
  std::cout << std::string(section.level * 2, ' ') << section.path << " "
            << kKinds[static_cast<std::size_t>(section.kind)];
  if (section.num_raw) std::cout << " «" << section.num_raw->value << "»";
  if (section.heading) std::cout << " # " << section.heading->value;
  if (section.text) std::cout << " | " << section.text->value.substr(0, 70);
  for (const std::string& reason : section.reasons) std::cout << " !" << reason;
  std::cout << "\n";
}

void print_task(const Task& task) {
  static constexpr const char* kRoles[] = {"lead", "coop", "report_to", "approve", "monitor"};
  std::cout << (task.origin == TaskOrigin::kTable ? "T" : "P") << " "
            << (task.origin == TaskOrigin::kTable ? "PL" + std::to_string(task.appendix)
                                                  : task.actor_path)
            << "#" << task.row_no << " ord=" << task.ordinal_norm.value_or("-")
            << " group=" << task.group_path << "\n";
  print("text", task.task_text);
  print("output", task.output);
  print("lead_raw", task.lead_raw);
  print("coop_raw", task.coop_raw);
  for (const AgencyMention& agency : task.agencies) {
    std::cout << "    " << kRoles[static_cast<std::size_t>(agency.role)] << " = " << agency.raw
              << (agency.is_collective ? " (collective)" : "") << "\n";
  }
  print("deadline_raw", task.deadline_raw);
  for (const Deadline& deadline : task.deadlines) {
    std::cout << "    " << deadline.rule << " kind " << static_cast<int>(deadline.kind) << " due "
              << deadline.due_date.value_or("-") << " rec " << deadline.recurrence.value_or("-")
              << "\n";
  }
  print("budget", task.budget_raw);
  if (task.budget_vnd) std::cout << "  vnd: " << *task.budget_vnd << "\n";
  print("note", task.note);
  for (const auto& [title, value] : task.extra)
    std::cout << "  + " << title << ": " << value << "\n";
  print_codes("reasons", task.reasons);
}

void print_document(const Document& document) {
  print_header(document.header);
  print_codes("flags", document.flags);
  std::cout << "SECTIONS\n";
  for (const Section& section : document.sections) print_section(section);
  const TaskTableCount& count = document.task_table_count;
  std::cout << "TASKS " << document.tasks.size() << " (table lines " << count.lines << " = "
            << count.headers << " headers + " << count.continuations << " continuations + "
            << count.groups << " groups + " << count.tasks << " tasks)\n";
  for (const Task& task : document.tasks) print_task(task);
  std::cout << "RECIPIENTS\n";
  for (const Recipient& recipient : document.recipients) {
    std::cout << "  " << recipient.raw.value << "\n";
  }
  std::cout << "REFERENCES\n";
  for (const Reference& reference : document.references) {
    std::cout << "  " << reference.type_code.value_or("-") << " " << reference.number.value_or("-")
              << "/" << reference.notation.value_or("-") << " "
              << reference.issued_edtf.value_or("-") << " " << reference.title.value_or("") << " ("
              << static_cast<int>(reference.relation) << ")\n";
  }
}

TextDocument read_pages(const std::string& lines) {
  std::vector<OcrPage> pages;
  for (std::size_t begin = 0; begin < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    if (end > begin) pages.push_back(text::page_from_json(lines.substr(begin, end - begin)));
    begin = end + 1;
  }
  return text::to_text_document(pages);
}

RestoredDocument read_input(const std::string& path) {
  const std::string bytes = read_file(path.c_str());
  const bool is_recorded = path.ends_with(".jsonl");
  TextDocument before =
      is_recorded ? read_pages(bytes) : text::parse_plain_text(text::decode_text_file(bytes).text);
  text::NormalisedText normalised = text::normalise(before.text);
  return text::apply_restoration(
      std::move(before), {std::move(normalised.text), std::move(normalised.changes), {}, {}});
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: codau_read_document LEXICON FILE.txt | PAGES.jsonl\n";
    return 2;
  }
  try {
    const std::filesystem::path folder = argv[1];
    print_document(read_document(text::Lexicon({&folder, 1}), read_input(argv[2])));
  } catch (const Error& error) {
    std::cerr << error.what() << "\n";
    return static_cast<int>(error.code());
  }
  return 0;
}
