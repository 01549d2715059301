/** Given and family names that go together, so that people look like people. Any likeness to a real person is chance. */
interface NameFamily {
  readonly given: readonly string[]
  readonly family: readonly string[]
}

function names(given: string, family: string): NameFamily {
  return { given: given.trim().split(/\s+/), family: family.trim().split(/\s+/) }
}

const nameFamilies: readonly NameFamily[] = [
  names(
    `Ella Hugo Grace Oliver Amelia Jack Isla Harry Ruby Leo Freya Alfie Alice Oscar Poppy Ethan Mason Chloe Logan Ava
     Noah Emma Liam Sophie Jacob Hannah Daniel Megan Callum Rowan Tessa Miles`,
    `Hart Bell Shaw Carter Morgan Hughes Reed Walsh Fletcher Barker Hayes Cole Webb Marsh Pike Holt Lowe Nash Drake Frost
     Baxter Mercer Thorne Whitfield Ashby Calder Draper Ellison Farrow Garner Hollis Ingram Jarvis Kirby Langley Maddox`,
  ),
  names(
    `Ana Carla Ines Lucía Sofía Martina Valeria Camila Elena Paula Diego Mateo Javier Andrés Álvaro Hugo Pablo Sergio
     Rubén Tomás Gonzalo Emilio Rosa Pilar Noelia Marisol Joaquín Ignacio`,
    `Ruiz García Núñez Ortega Vargas Delgado Castro Romero Molina Serrano Iglesias Navarro Cabrera Fuentes Peña Salazar
     Mendoza Aguilar Herrera Campos Vega Cordero Rojas Paredes Quintero Lozano Barrios Escobar Montes Zamora`,
  ),
  names(
    `João Beatriz Mariana Rafael Thiago Larissa Caio Bruna Gustavo Letícia Davi Helena Vinícius Clara Otávio Júlia
     Renato Fernanda Murilo Isadora`,
    `Costa Silva Pereira Almeida Ribeiro Carvalho Teixeira Barbosa Moreira Cardoso Nogueira Farias Monteiro Pinto Azevedo
     Freitas Sampaio Guimarães Bragança Coutinho Figueira Lacerda Queiroz Rezende`,
  ),
  names(
    `Nils Lars Jonas Greta Lena Felix Klara Moritz Anneke Jürgen Sabine Matthias Ulrike Tobias Katrin Stefan Birgit
     Sören Heike Florian Annika Jannik Wiebke Lukas`,
    `Roth Holm Berg Voss Weber Krüger Schäfer Lindner Vogel Brandt Keller Böhm Sommer Ziegler Kuhn Ritter Haas Jansen
     Petersen Lorenz Winkler Stein Albrecht Dietrich Engel Fuchs Götz Hartwig Köhler Möller`,
  ),
  names(
    `Hugo Odette Camille Léa Manon Chloé Théo Lucas Baptiste Margaux Élise Rémi Inès Clément Anaïs Bastien Agathe Quentin
     Solène Maxime Apolline Thibault Noémie Gaëtan`,
    `Petit Roy Moreau Laurent Girard Lefèvre Fontaine Chevalier Mercier Blanchet Perrot Renard Dubois Marchand Besson
     Lacroix Collin Aubry Vidal Guérin Barbier Noël Poirier Rousset Delaunay Carpentier Texier Vasseur`,
  ),
  names(
    `Deng Wei Mei Jun Hua Lin Xiu Bao Ling Jie Yan Ming Fang Hao Qing Rui Shan Tao Xin Yu Zhen Jia Kai Lan`,
    `Lim Wang Zhang Chen Liu Zhao Huang Zhou Wu Xu Sun Ma Zhu Hu Guo He Gao Luo Song Tang Deng Feng Cao Peng Lu Su Ye Tan`,
  ),
  names(
    `Kenji Yuki Haruto Sakura Aoi Ren Hina Sora Mei Riku Yuna Daiki Emi Takumi Naoko Shiori Hiroshi Akane Kaito Midori`,
    `Tanaka Sato Suzuki Takahashi Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Yamada Sasaki Matsumoto Inoue
     Kimura Hayashi Shimizu Mori Ikeda Hashimoto Ogawa Fujita Okada Endo Aoki`,
  ),
  names(
    `Dana Minji Jiwoo Seojun Hana Jisoo Doyun Haeun Yejun Sumin Minho Eunji Taeyang Nari Hyunwoo Bora`,
    `Kim Lee Park Choi Jung Kang Cho Yoon Jang Im Han Oh Seo Shin Kwon Hwang Ahn Song Ryu Hong Moon Bae`,
  ),
  names(
    `Priya Arjun Ananya Rohan Kavya Vikram Meera Aditya Nisha Rahul Divya Karan Pooja Sanjay Lakshmi Nikhil Asha Dev Isha
     Manoj Neha Suresh Tara Varun`,
    `Sharma Patel Iyer Reddy Gupta Mehta Nair Kapoor Desai Joshi Menon Rao Verma Chopra Bhat Kulkarni Pillai Sethi Malhotra
     Banerjee Mukherjee Das Ghosh Chandra Saxena Trivedi`,
  ),
  names(
    `Farid Layla Omar Yasmin Karim Noor Tariq Amina Samir Hala Nadia Youssef Rania Khalid Dina Ziad Salma Bilal Leila
     Hassan Mariam Idris`,
    `Noor Haddad Mansour Khalil Nasser Saleh Farouk Hamdan Aziz Sabbagh Rahman Darwish Awad Habibi Kassem Jaber Shaheen
     Qureshi Malik Hashemi Barakat Zaman Najjar Taleb`,
  ),
  names(
    `Kemi Ben Chidi Amara Tunde Ngozi Kofi Ama Kwame Zainab Ifeoma Emeka Abena Yaw Folake Sade Obinna Efua Chinedu Adaeze
     Femi Bola Uche Akosua`,
    `Ade Osei Okafor Mensah Adeyemi Balogun Owusu Boateng Eze Nwosu Asante Okeke Abubakar Afolabi Danso Appiah Ogunleye
     Onyeka Quaye Sarpong Adjei Bello Okonkwo Amoah`,
  ),
  names(
    `Łukasz Zofia Jakub Hanna Piotr Magda Tomasz Ewa Marek Kasia Zuzana Jiří Tereza Ondřej Petra Milan Ivana Goran Vesna
     Andrei Ioana Bogdan Mihai Irena`,
    `Nowak Kowalczyk Wójcik Zieliński Lewandowski Dąbrowski Novák Svoboda Dvořák Horák Kolář Marić Kovač Petrović Jovanović
     Ionescu Popa Stan Radu Sokol Bielak Wrona Urban Krajewski`,
  ),
  names(
    `Mona Linh Huy Trang Minh Thao Duc Anh Nam Quynh Jose Maria Paolo Bea Dewi Budi Siti Agus Rizal Amihan Isko Luz`,
    `Sy Nguyen Tran Le Pham Vo Dang Bui Santos Reyes Cruz Bautista Ocampo Wijaya Santoso Pratama Hartono Lestari Aquino
     Villanueva Dela-Cruz Mercado`,
  ),
  names(
    `Aino Elias Freja Astrid Sven Ingrid Mikkel Signe Eino Saga Magnus Liv Kasper Tuuli Henrik Maja Oskar Selma Viggo Elin`,
    `Lindqvist Nyström Korhonen Virtanen Johansen Hansen Dahl Berglund Ekström Laine Nieminen Solberg Haugen Kjær Møller
     Sørensen Åberg Öberg Strand Vik Halonen Rask`,
  ),
]

/** Letters that do not come apart into a base letter and a mark. */
const spelledOut: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', æ: 'ae', å: 'a', đ: 'd', ß: 'ss' }

export interface SampleName {
  readonly given: string
  readonly family: string
}

/** One in five people has names from two families of names. */
export function pickName(dice: { pick<One>(list: readonly One[]): One; chance(share: number): boolean }): SampleName {
  const first = dice.pick(nameFamilies)
  const second = dice.chance(0.2) ? dice.pick(nameFamilies) : first
  return { given: dice.pick(first.given), family: dice.pick(second.family).replace('-', ' ') }
}

/** A name as the part of an e-mail address that people type: lower-case Latin letters. */
export function nameInEmail(name: string): string {
  return name
    .toLowerCase()
    .replace(/[łøæåđß]/g, (letter) => spelledOut[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^a-z]/g, '')
}
