// Laws of plans as values: sections cover the text, sources lie in it, counts agree.
#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "../support/lexicon.h"
#include "../support/plain_document.h"
#include "../support/text_of_sections.h"
#include "document/agencies/agency_cell_reader.h"
#include "document/layout/read_layout.h"
#include "document/prose/labelled_tasks.h"
#include "document/prose/prose_tasks.h"
#include "document/read_document.h"
#include "document/sections/section_blocks.h"
#include "document/sections/sections.h"
#include "document/tables/plain_tables.h"
#include "document/tables/task_tables.h"
#include "document/words/passage.h"
#include "generator.h"
#include "text/normalise.h"

namespace codau::document {
namespace {

class PlanLaws : public testing::Laws {
 protected:
  /// A text that is a plan in places: titles, numbers, tables, closings, between words that hurt.
  std::string plan() {
    static const std::vector<std::string> kLines{
        "KẾ HOẠCH",
        "**KẾ HOẠCH**  ",
        "UBND XÃ AN BÌNH",
        "Số: 07/KH-UBND",
        "Số: /KH-UBND",
        "An Bình, ngày 12 tháng 01 năm 2031",
        "Trồng cây năm 2031",
        "# **I. MỤC ĐÍCH**",
        "II. NỘI DUNG",
        "I11. TỔ CHỨC THỰC HIỆN",
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Văn phòng",
        "2 Công an xã",
        "a) Giữ đất;",
        "d) Giữ",
        ") Mất chữ",
        "- Mua cây.",
        "+ Cây bàng",
        "I.",
        "1.1.",
        "-",
        "1.2. Mua giống: - Chọn cây; - Trả tiền. + Ghi sổ",
        "~ b) Tỉa cành:",
        "Điều 2. Hiệu lực",
        "Chương II: CÂY",
        "Biểu số 01",
        "| TT | Nhiệm vụ | Chủ trì |",
        "|---|---|---|",
        "| 1 | Mua<br>cây | Văn phòng |",
        "o Trồng",
        "Giao Công an xã giữ trật tự trước ngày 05/12/2031.",
        "Trên đây là Kế hoạch trồng cây./.",
        "Nơi nhận:",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Lê Văn Mẫu",
        "Phụ lục 1",
        "(Kèm theo Kế hoạch số /KH-UBND ngày / /2031)",
        "DANH MỤC CÂY",
        "TT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian",
        "A\tNHÓM\t\t\t",
        "1\tMua\tVăn phòng\t\tQuý I",
        "\tnối\t\t\t",
        "2.\tTưới\t- Văn phòng - Công an xã\t-nt-\t",
        "Tổng\t\t\t\t",
        "3",
        "STT",
        "Nội dung công việc",
        "Đơn vị chủ trì",
        "Thời gian thực hiện",
        "1",
        "2",
        "TT    Nội dung              Chủ trì         Thời gian",
        "1     Trồng cây             Văn phòng       Quý I",
        "      bàng                  xã",
        "UBND xã yêu cầu các đơn vị thực hiện các nhiệm vụ sau:",
        "* Đối với Công an xã:",
        "Công an xã phụ trách giữ trật tự. Cụ thể:",
        "1. Cơ quan chủ trì: Văn phòng",
        "\f",
        "",
        "",
        ""};
    std::string out;
    const std::size_t lines = 5 + generate.below(60);
    for (std::size_t i = 0; i < lines; ++i) {
      out += generate.chance(75) ? kLines[generate.below(kLines.size())] : generate.text(1);
      out += '\n';
    }
    return text::normalise(out).text;
  }

  static void expect_inside(const std::string& text, ByteRange source) {
    ASSERT_LE(source.begin, source.end);
    ASSERT_LE(source.end, text.size());
    const auto is_border = [&](std::uint32_t at) {
      return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
    };
    EXPECT_TRUE(is_border(source.begin) && is_border(source.end))
        << "«" << slice(text, source) << "» in\n"
        << text;
  }

  static void expect_inside(const std::string& text, const TextField& field) {
    if (!field) return;
    EXPECT_FALSE(field->value.empty());
    EXPECT_GE(field->confidence, 0);
    EXPECT_LE(field->confidence, 1);
    expect_inside(text, field->source);
  }
};

TEST_F(PlanLaws, SourcesLieInTheTextOnCharacterBorders) {  // document/read_document.h
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::string text = plan();
    const Document d = read_document(own_lexicon(), testing::plain_document(text));
    const Header& h = d.header;
    for (const TextField& field :
         {h.type_code, h.code_number, h.code_notation, h.issued_place, h.issued_line, h.issued_edtf,
          h.governing_organ, h.organ_name, h.subject, h.signer_authority, h.signer_position,
          h.signer_name, h.circulation}) {
      expect_inside(text, field);
    }
    for (const Section& s : d.sections) {
      for (const TextField& field : {s.num_raw, s.heading, s.text}) expect_inside(text, field);
    }
    for (const Task& t : d.tasks) {
      for (const TextField& field :
           {t.task_text, t.output, t.lead_raw, t.coop_raw, t.deadline_raw, t.ordinal_raw}) {
        expect_inside(text, field);
      }
      for (const Deadline& deadline : t.deadlines) expect_inside(text, deadline.source);
      for (const AgencyMention& agency : t.agencies) expect_inside(text, agency.source);
      for (const ByteRange piece : t.bytes) expect_inside(text, piece);
      ASSERT_FALSE(t.deadlines.empty());
      ASSERT_LT(t.section, d.sections.size());
      EXPECT_LT(t.parent_task.value_or(0), d.tasks.size());
    }
    for (const Recipient& r : d.recipients) expect_inside(text, r.raw.source);
    for (const Reference& r : d.references) expect_inside(text, r.source);
  }
}

TEST_F(PlanLaws,
       SectionsCoverEveryPrintedLine) {  // document/sections/sections.h, document/read_document.h
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::string text = plan();
    const TextDocument document = text::parse_plain_text(text);
    const std::vector<PrintedLine> lines = read_layout(own_lexicon(), document);
    const std::vector<SectionNode> nodes = read_sections(own_lexicon(), document, lines);
    std::uint32_t end = 0;
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
      const Section& section = nodes[i].section;
      EXPECT_GE(section.bytes.begin, end) << text;
      EXPECT_LT(section.bytes.begin, section.bytes.end) << text;
      end = section.bytes.end;
      EXPECT_TRUE(!section.parent || *section.parent < i) << text;
    }
    for (const PrintedLine& line : lines) {
      if (line.zone == LineZone::kBlank || line.zone == LineZone::kAside) continue;
      if (line.passage.empty()) continue;  // a row of empty cells
      const auto holds = [&](std::uint32_t at) {
        return std::ranges::any_of(nodes, [&](const SectionNode& node) {
          return node.section.bytes.begin <= at && at < node.section.bytes.end;
        });
      };
      const ByteRange words = line.passage.in_document(line.passage.all());
      const bool covered = holds(words.begin) && holds(words.end - 1);
      EXPECT_TRUE(covered) << line.passage.text << "\nin\n" << text;
    }
  }
}

TEST_F(PlanLaws, SectionsOneBehindTheOtherAreTheText) {  // document/sections/sections.h
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::string text = plan();
    const std::vector<PrintedLine> lines = read_layout(own_lexicon(), text::parse_plain_text(text));
    EXPECT_EQ(testing::lost(text, lines,
                            read_sections(own_lexicon(), text::parse_plain_text(text), lines)),
              "")
        << text;
  }
}

TEST_F(PlanLaws, BlocksLeaveOnlyBlanksOutOfTheirLines) {  // document/sections/section_blocks.h
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::string text = plan();
    const TextDocument document = text::parse_plain_text(text);
    const std::vector<PrintedLine> lines = read_layout(own_lexicon(), document);
    std::uint32_t end = 0;
    std::string printed, read;
    for (const SectionBlock& block : split_into_blocks(own_lexicon(), document, lines)) {
      for (const ByteRange piece : block.pieces) {
        EXPECT_GE(piece.begin, end) << text;
        end = piece.end;
        read += slice(text, piece);
      }
    }
    for (const PrintedLine& line : lines) {
      if (line.zone != LineZone::kBlank && line.zone != LineZone::kAside)
        printed += slice(text, line.bytes);
    }
    EXPECT_EQ(testing::squeezed(read), testing::squeezed(printed)) << text;
  }
}

TEST_F(PlanLaws, TableLinesAreCountedOnce) {  // document/tables/task_tables.h
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::string text = plan();
    const Document d = read_document(own_lexicon(), testing::plain_document(text));
    const TaskTableCount& c = d.task_table_count;
    EXPECT_EQ(c.lines, c.headers + c.continuations + c.groups + c.tasks) << text;
    std::map<std::uint32_t, std::uint32_t> rows;
    std::map<std::string, std::uint32_t> prose;
    for (const Task& task : d.tasks) {
      const std::uint32_t expected =
          task.origin == TaskOrigin::kTable ? ++rows[task.appendix] : ++prose[task.actor_path];
      EXPECT_EQ(task.row_no, expected) << text;  // document/prose/prose_tasks.h
    }
  }
}

TEST_F(PlanLaws, TablesOfPlainTextLeaveTheRestAlone) {  // document/tables/plain_tables.h
  for (int round = 0; round < testing::kRounds; ++round) {
    const TextDocument document = text::parse_plain_text(plan());
    const auto found = find_plain_tables(own_lexicon(), document);
    if (!found) continue;
    EXPECT_EQ(found->text, document.text);
    EXPECT_EQ(found->lines.size(), document.lines.size());
    EXPECT_GT(found->tables.size(), document.tables.size()) << document.text;
    for (const TextTable& table : document.tables) {
      EXPECT_TRUE(std::ranges::any_of(found->tables, [&](const TextTable& other) {
        return other.lines.begin == table.lines.begin && other.lines.end == table.lines.end &&
               other.rows == table.rows && other.columns == table.columns;
      })) << document.text;
    }
    for (const TextCell& cell : found->cells) expect_inside(document.text, cell.text);
  }
}

TEST_F(PlanLaws, DocumentsOfAFileMakeUpItsText) {  // document/document_divider.h, read_document.h
  constexpr const char* kHead =
      "UBND XÃ B\nSố: 7/BC-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nB, ngày 05 tháng 3 năm "
      "2031\n\n"
      "BÁO CÁO\nTrồng cây\n\n";
  constexpr const char* kAttached = "KẾ HOẠCH\nTrồng cây\n(Kèm theo Quyết định số 7/QĐ-UBND)\n\n";
  for (int round = 0; round < testing::kRounds; ++round) {
    std::string text = plan();
    for (std::size_t n = generate.below(4); n > 0; --n)
      text += (generate.below(2) == 0 ? kHead : kAttached) + plan();
    std::uint32_t end = 0;
    const std::vector<Document> all = read_documents(own_lexicon(), testing::plain_document(text));
    for (const Document& one : all) {
      EXPECT_EQ(one.bytes.begin, end) << text;
      end = one.bytes.end;
      for (const Section& section : one.sections) {
        EXPECT_GE(section.bytes.begin, one.bytes.begin) << text;
        EXPECT_LE(section.bytes.end, one.bytes.end) << text;
      }
    }
    EXPECT_EQ(end, text.size()) << text;
  }
}

TEST_F(PlanLaws, LabelledTasksAreNumberedBelowTheirPaths) {  // document/prose/labelled_tasks.h
  const std::vector<std::string> lines = {"II. NỘI DUNG",
                                          "1. Mua cây",
                                          "2. Trồng cây",
                                          "a) Tưới cây",
                                          "- Cắt cây",
                                          "Cây mùa xuân.",
                                          "- Đơn vị chủ trì: Văn phòng",
                                          "b) Thời gian: Tháng 3/2031",
                                          "Nội dung: Chăm cây",
                                          "+ Kinh phí: 5 triệu đồng. Cơ quan thực hiện: Công an xã",
                                          "- Địa điểm: Đồi",
                                          "I. MỤC ĐÍCH"};
  for (int round = 0; round < testing::kRounds; ++round) {
    std::string text = "KẾ HOẠCH\nTrồng cây năm 2031\n\n";
    for (std::size_t n = generate.below(14); n > 0; --n)
      text += lines[generate.below(lines.size())] + "\n\n";
    const TextDocument document = testing::plain_document(text).after;
    const std::vector<SectionNode> nodes =
        read_sections(own_lexicon(), document, read_layout(own_lexicon(), document));
    const LabelledTasks read = read_labelled_tasks(nodes, {});
    std::map<std::string, std::uint32_t> rows;
    for (const Task& task : read.tasks) {
      EXPECT_EQ(task.row_no, ++rows[task.actor_path]) << text;
      EXPECT_EQ(task.actor_path, nodes[task.section].section.path) << text;
      EXPECT_TRUE(read.nodes.contains(task.section)) << text;
    }
  }
}

TEST_F(PlanLaws, AByteMapHasWhatAVectorHas) {  // document/words/byte_map.h
  for (int round = 0; round < testing::kRounds; ++round) {
    ByteMap map;
    std::vector<std::uint32_t> plain;
    const auto push = [&](std::uint32_t number) {
      map.push_back(number);
      plain.push_back(number);
    };
    for (std::size_t n = 1 + generate.below(40); n > 0; --n)
      push(plain.empty() ? static_cast<std::uint32_t>(generate.below(3))
                         : plain.back() + static_cast<std::uint32_t>(generate.below(3)));
    const std::size_t begin = generate.below(plain.size()),
                      end = begin + generate.below(plain.size() - begin + 1);
    const std::uint32_t by = plain.back() + static_cast<std::uint32_t>(generate.below(3));
    const std::vector<std::uint32_t> other = plain;
    map.append(ByteMap(map), begin, end, by);
    for (std::size_t i = begin; i < end; ++i) plain.push_back(other[i] + by);
    ASSERT_EQ(map.size(), plain.size());
    for (std::size_t i = 0; i < plain.size(); ++i) ASSERT_EQ(map[i], plain[i]) << i;
  }
}

/// What folding one character after the other says.
void expect_keyed(const Passage& passage) {
  std::vector<std::uint32_t> text_of;
  for (std::uint32_t begin = 0; begin < passage.text.size();) {
    std::uint32_t end = begin + 1;
    while (end < passage.text.size() && (static_cast<unsigned char>(passage.text[end]) >> 6U) == 2)
      ++end;
    const std::string_view character = slice(passage.text, {begin, end});
    text_of.insert(text_of.end(), fold(character).size(), begin);
    begin = end;
  }
  ASSERT_EQ(text_of.size(), passage.key.size()) << passage.text;
  text_of.push_back(static_cast<std::uint32_t>(passage.text.size()));
  for (std::size_t k = 0; k < text_of.size(); ++k)
    ASSERT_EQ(passage.to_text(k), text_of[k]) << passage.text << '|' << k;
  for (std::size_t t = 0; t <= passage.text.size(); ++t) {
    const auto key = std::ranges::lower_bound(text_of, t) - text_of.begin();
    ASSERT_EQ(passage.to_key(t), key) << passage.text << '|' << t;
  }
}

TEST_F(PlanLaws, APassageReadAgainIsTheSame) {  // document/words/passage.h
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::string text = text::normalise(generate.text(2)).text;
    const Passage once = read_passage(text, {0, static_cast<std::uint32_t>(text.size())});
    const Passage twice = read_passage(once.text, once.all());
    const bool has_marks = once.text.find_first_of("*#<") != std::string::npos;
    EXPECT_TRUE(has_marks || twice.text == once.text) << text;
    ASSERT_EQ(once.text.size(), once.text_at.size());
    if (!once.empty()) expect_inside(text, once.in_document(once.all()));
    expect_keyed(once);
    expect_keyed(join(std::vector{once, twice, once}, '\n'));
  }
}

TEST_F(PlanLaws, CellsThatRepeatNameTheSameAgencies) {  // document/agencies/agency_cell_reader.h
  const AgencyContext context{AgencyLevel::kCommune, "UBND xã An Bình", "An Bình", "2031-03-15",
                              own_lexicon()};
  AgencyCellReader cells(context);
  std::vector<std::string> texts = {"- Văn phòng - Tư pháp", "Công an xã", ""};
  for (int i = 0; i < 300; ++i) texts.push_back("Phòng " + std::to_string(i) + ", Công an xã");
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::string& text = texts[generate.below(texts.size())];
    const AgencyRole role = generate.below(2) == 0 ? AgencyRole::kLead : AgencyRole::kCoop;
    for (int again = 0; again < 2; ++again)
      EXPECT_EQ(cells.read(text, role), split_agencies(text, role, context)) << text;
  }
  for (const std::string& text : texts)
    EXPECT_EQ(cells.read(text, AgencyRole::kLead), split_agencies(text, AgencyRole::kLead, context))
        << text;
}

TEST_F(PlanLaws, ATaskListHasWhatAVectorHas) {  // document/tasks/task_list.h
  const auto text = [&] { return generate.below(3) == 0 ? std::string() : generate.text(1); };
  const auto number = [&] { return static_cast<std::uint32_t>(generate.below(1U << 20U)); };
  const auto bytes = [&] { return ByteRange{number(), number()}; };
  for (int round = 0; round < testing::kRounds; ++round) {
    std::vector<Task> plain;
    for (std::size_t n = generate.below(4); n > 0; --n) {
      Task task;
      task.section = number();
      task.actor_path = text();
      task.lead_raw = {text(), bytes(), 0.25, Basis::kInferred, bytes()};
      task.budget_vnd = -static_cast<std::int64_t>(number());
      task.extra = {{text(), text()}};
      task.bytes = {bytes(), bytes()};
      task.reasons = {text()};
      Deadline deadline;
      deadline.raw = text();
      deadline.due_op = DueOp::kAfter;
      deadline.due_date = text();
      deadline.recur_count = -3;
      deadline.proposed = Change{bytes(), bytes(), text(), text(), text(), text(), 0.5, text()};
      AgencyMention agency;
      agency.role = AgencyRole::kMonitor;
      agency.norm = text();
      agency.place = text();
      agency.validity.successor_place = text();
      agency.is_inherited = true;
      agency.method = AgencyMethod::kFuzzy;
      task.deadlines = {deadline, {}};
      task.agencies = {agency, {}};
      plain.push_back(std::move(task));
    }
    TaskList list;
    for (const Task& task : plain) list.push_back(task);
    ASSERT_EQ(list.size(), plain.size());
    EXPECT_TRUE(std::ranges::equal(list, plain));
    const auto change = [](Task& task) {
      task.row_no = 7;
      return task.section % 2 == 0;
    };
    list.update_each(change);
    std::erase_if(plain, [&](Task& task) { return !change(task); });
    EXPECT_TRUE(std::ranges::equal(list, plain));
  }
}

TEST_F(PlanLaws, AnyTextIsReadTheSameTwice) {  // document/read_document.h
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::string text = text::normalise(generate.bytes()).text;
    const Document first = read_document(own_lexicon(), testing::plain_document(text));
    const Document second = read_document(own_lexicon(), testing::plain_document(text));
    EXPECT_EQ(first.flags, second.flags);
    EXPECT_EQ(first.sections.size(), second.sections.size());
    EXPECT_EQ(first.tasks.size(), second.tasks.size());
  }
}

}  // namespace
}  // namespace codau::document
