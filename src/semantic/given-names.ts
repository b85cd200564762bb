const english =
  'james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose adam nathan henry peter zachary kyle walter harold carl arthur roger keith lawrence albert bruce sean alan simon martin philip oliver harry mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca sharon laura cynthia dorothy amy kathleen angela shirley emma brenda pamela nicole anna samantha katherine christine debra rachel carolyn janet maria olivia heather helen catherine diane julie victoria joyce lauren kelly christina ruth joan virginia judith evelyn hannah andrea megan cheryl jacqueline martha madison teresa gloria sara janice ann kathryn abigail sophia frances jean alice judy isabella julia grace denise amber doris marilyn danielle beverly charlotte natalie theresa diana brittany claire lucy jane kate ellen sophie marie anne luis carlos juan antonio manuel francisco pedro ana hans klaus jürgen wolfgang peter petra pierre michel françois isabelle giovanni marco paolo giulia ivan olga igor sven lars erik ingrid mohammed ahmed fatima ali omar yuki hiroshi kenji wei ming li na fang ravi anil priya sunil'
const surnames =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文'

const given = new Set(english.split(' '))
const chinese = new Set(surnames)

/** Whether a text begins with a common given name and looks like a person's name, or is a Chinese name with a common surname. */
export function isPersonName(value: string): boolean {
  if (/^\p{Script=Han}{2,4}$/u.test(value)) return chinese.has(value[0]!)
  if (!/^\p{Lu}[\p{L}'’.-]+([ ,]+\p{L}[\p{L}'’.-]*){0,3}$/u.test(value)) return false
  return value.split(/[ ,]+/).some((part) => given.has(part.toLowerCase()))
}
