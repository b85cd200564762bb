export type {
  MarkedCell,
  ReportBlock,
  ReportCell,
  ReportChart,
  ReportColumn,
  ReportModel,
  ReportSection,
  ReportSeries,
  ReportTable,
} from './model.ts'
export { type Audience, Report, type ReportOptions, report, type SaveOptions } from './report.ts'
