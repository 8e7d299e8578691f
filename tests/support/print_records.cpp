// Prints, for tests/rule/json_schema_test.py, every published JSON Schema and the rows of an
// invented plan: one JSON object a line, {"table", "schema"} or {"table", "row"}.
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "document/read_document.h"
#include "export/tabular/row_text.h"
#include "lexicon.h"
#include "plain_document.h"
#include "record/rows/records.h"
#include "record/schema/ids.h"
#include "record/schema/schema.h"

namespace {

constexpr const char* kPlan =
    "UBND XÃ AN BÌNH\nSố: 07/KH-UBND\nAn Bình, ngày 05 tháng 02 năm 2024\n\n**KẾ HOẠCH**\n"
    "Cải cách hành chính năm 2024\n\nThực hiện Kế hoạch số 10/KH-UBND ngày 12/01/2024 của UBND "
    "huyện Bình Lục về cải cách hành chính; UBND xã An Bình ban hành Kế hoạch như sau:\n\n"
    "I. MỤC ĐÍCH, YÊU CẦU\n\n1. Mục đích\n\n- Nâng cao chất lượng phục vụ.\n\n"
    "II. TỔ CHỨC THỰC HIỆN\n\n1. Công chức Văn phòng - Thống kê\n\n"
    "- Tham mưu, báo cáo UBND huyện trước ngày 30/6.\n\n"
    "Nơi nhận:\n- UBND huyện;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn Ước\n\n"
    "Phụ lục 1\nDANH MỤC NHIỆM VỤ\n\n"
    "TT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tKinh phí\tThời gian hoàn thành\tNguồn\n"
    "A\tRÀ SOÁT\t\t\t\t\t\n"
    "1\tRà soát \"thủ tục\"\t- Văn phòng\tTư pháp\t1,5 triệu đồng\tQuý II\tXã\n"
    "2\tCông bố\tTổ công tác\tCác thôn\t\tHằng năm\t\n";

}  // namespace

int main() {
  using namespace codau;
  const RestoredDocument text = testing::plain_document(kPlan);
  record::SourceInfo source;
  source.sha256 = record::sha256(kPlan);
  source.doc_id = record::doc_id(source.sha256);
  source.bytes = text.before.text.size();
  source.format = "txt";
  source.text_layer = "none";
  source.names = {{"plan.txt", "in/plan.txt"}};
  source.pipeline_version = "0.1.0";
  const record::Records records = record::to_records(
      codau::own_lexicon(), document::read_document(codau::own_lexicon(), text), text, source);
  for (const record::Table& table : record::schema()) {
    const std::string head = "{\"table\":\"" + std::string(table.name) + "\",";
    const auto schema = nlohmann::ordered_json::parse(record::make_json_schema(table));
    std::cout << head << "\"schema\":" << schema.dump() << "}\n";
    for (const record::Row& row : records[table.id]) {
      std::string line = exports::format_jsonl_line(table, row);
      line.pop_back();
      std::cout << head << "\"row\":" << line << "}\n";
    }
  }
}
